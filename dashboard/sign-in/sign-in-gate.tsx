// Lets people in who are signed in: sends them to the issuer, takes them back, keeps their tokens in memory, and ends their session there.
import type { RouterHistory } from '@tanstack/react-router'
import { type ReactNode, useCallback, useEffect, useRef, useState } from 'react'
import { type PageSignIn, SIGNED_IN_PATH, SIGNED_OUT_PATH } from '#contract/sign-in.ts'
import type { Entry } from '../connection/provider.tsx'
import type { World } from '../connection/world.tsx'
import { Button } from '../ui/button.tsx'
import { EntrancePage } from './entrance-page.tsx'
import { Begun, issuerOf } from './issuer.ts'
import { openSession, type Session } from './session.ts'

/** What must be known again when the issuer sends the browser back. */
const BEGUN = 'ringmaster-sign-in'
/** Whoever is signed in in this tab goes to the issuer at once after a reload, and is mostly sent back without a question. */
const SIGNED_IN = 'ringmaster-signed-in'

const OVER = 'Your sign-in has ended. Sign in again to go on.'
const SIGNED_OUT = 'You are signed out.'
const SIGNED_OUT_HERE = 'You are signed out here, but'

type Props = { signIn: PageSignIn; world: World; history: RouterHistory; onKeyInstead: () => void; children: (entry: Entry) => ReactNode }

const messageOf = (error: unknown): string => (error instanceof Error ? error.message : String(error))

/** Undefined where the browser has not just come back from the issuer. */
const takeBegun = ({ storage }: World): Begun | undefined => {
  const kept = storage.getItem(BEGUN)
  storage.removeItem(BEGUN)
  return kept === null ? undefined : Begun.safeParse(JSON.parse(kept)).data
}

export const SignInGate = ({ signIn, world, history, onKeyInstead, children }: Props) => {
  const [session, setSession] = useState<Session>()
  const [problem, setProblem] = useState<string>()
  const [notice, setNotice] = useState<string>()
  const [underWay, setUnderWay] = useState<'in' | 'out' | undefined>('in')
  const hasBegun = useRef(false)
  const [issuer] = useState(() => issuerOf(signIn, { fetch: world.fetch, now: world.timing.now, origin: world.origin }))

  const stay = useCallback(
    (why: string | undefined): void => {
      world.storage.removeItem(SIGNED_IN)
      setProblem(why)
      setUnderWay(undefined)
      setSession((open) => {
        open?.close()
        return undefined
      })
    },
    [world],
  )
  const end = useCallback(() => stay(OVER), [stay])

  const go = useCallback(async (): Promise<void> => {
    setUnderWay('in')
    setNotice(undefined)
    try {
      const { url, begun } = await issuer.begin(history.location.href)
      world.storage.setItem(BEGUN, JSON.stringify(begun))
      world.leaveTo(url)
    } catch (error) {
      stay(`Nobody could be asked who you are: ${messageOf(error)}`)
    }
  }, [issuer, history, world, stay])

  const comeBack = useCallback(async (): Promise<void> => {
    const address = new URL(history.location.href, world.origin)
    const begun = takeBegun(world)
    history.replace(begun?.returnTo ?? '/')
    if (!begun) return stay('This sign-in was not begun in this browser tab. Begin again.')
    try {
      const tokens = await issuer.finish(address, begun)
      world.storage.setItem(SIGNED_IN, 'yes')
      setProblem(undefined)
      setSession(openSession(tokens, { issuer, fetch: world.fetch, timing: world.timing, onOver: end }))
    } catch (error) {
      stay(`You could not be signed in: ${messageOf(error)}`)
    }
  }, [issuer, history, world, stay, end])

  const leave = async (open: Session): Promise<void> => {
    stay(undefined)
    setUnderWay('out')
    const { id, refresh } = await open.last()
    // One that could not be revoked is forgotten here all the same, and keeps nobody from the end of the session there.
    const [, ended] = await Promise.allSettled([refresh === undefined ? undefined : issuer.revoke(refresh), issuer.end(id)])
    if (ended.status === 'rejected') {
      return stay(`${SIGNED_OUT_HERE} your session at ${signIn.issuer} could not be ended: ${messageOf(ended.reason)}`)
    }
    if (ended.value !== undefined) return world.leaveTo(ended.value)
    stay(`${SIGNED_OUT_HERE} ${signIn.issuer} does not say how to end your session there. Sign out there as well, or close this browser.`)
  }

  useEffect(() => {
    // React runs effects twice while one develops, and a code is good once.
    if (hasBegun.current) return
    hasBegun.current = true
    const { pathname } = history.location
    if (pathname === SIGNED_OUT_PATH) {
      history.replace('/')
      setNotice(SIGNED_OUT)
    }
    if (pathname === SIGNED_IN_PATH) void comeBack()
    else if (world.storage.getItem(SIGNED_IN) !== null) void go()
    else setUnderWay(undefined)
  }, [comeBack, go, history, world])

  if (session) return children({ session, onKeyRefused: end, leave: () => void leave(session) })
  return (
    <EntrancePage problem={problem} notice={notice} other={{ label: 'Enter with an API key instead', onChoose: onKeyInstead }}>
      <Button look="primary" disabled={underWay !== undefined} onClick={go}>
        {underWay === undefined ? 'Sign in' : underWay === 'in' ? 'Signing in…' : 'Signing out…'}
      </Button>
    </EntrancePage>
  )
}
