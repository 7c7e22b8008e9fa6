import { describe, expect, it } from 'vitest'
import { startMetrics } from '../../media-bridge/metrics.ts'
import { collectedLog, manualTiming, scriptedLine } from '../support/bridge.ts'

const LOOP = { delayMsP50: 0.1, delayMsP99: 2.5, delayMsMax: 12, utilization: 0.4 }
const REPORT = { closedFirst: 'caller', agentSpoke: true, durationMs: 30_000 } as const

const someMetrics = () => {
  const timing = manualTiming()
  const { log, lines } = collectedLog()
  const metrics = startMetrics({ deployment: 'ringmaster-test', loop: { take: () => LOOP }, timing, log })
  return { timing, metrics, minutes: () => lines.map(({ fields }) => fields) }
}

describe('the metrics of the bridge', () => {
  it('are told each minute in the form that CloudWatch reads', async () => {
    const { timing, metrics, minutes } = someMetrics()
    metrics.live(3)
    metrics.live(2)
    await timing.pass(60_000)
    expect(minutes()).toMatchObject([{ Deployment: 'ringmaster-test', ActiveStreams: 2, ActiveStreamsHigh: 3, EventLoopDelayP99: 2.5 }])
    expect(minutes()[0]?._aws).toMatchObject({
      CloudWatchMetrics: [
        {
          Namespace: 'Ringmaster',
          Dimensions: [['Deployment']],
          Metrics: expect.arrayContaining([{ Name: 'ActiveStreams', Unit: 'Count' }]),
        },
      ],
    })
  })

  it('count the traffic of each line, which goes through unchanged', async () => {
    const { timing, metrics, minutes } = someMetrics()
    const line = scriptedLine()
    const counted = metrics.counted(line, 'caller')
    const heard: string[] = []
    counted.attach({ opened: () => {}, text: (text) => heard.push(text), broken: () => {}, closed: () => {} })
    line.events.text('one')
    line.unsent = 900
    counted.send('{"n":1}')
    line.unsent = 0
    counted.send('{"n":2}')
    await timing.pass(60_000)
    expect(heard).toEqual(['one'])
    expect(line.sent).toEqual([{ n: 1 }, { n: 2 }])
    expect(minutes()).toMatchObject([{ MessagesFromCallers: 1, MessagesFromAgents: 0, BufferHighToCaller: 900, BufferHighToAgent: 0 }])
  })

  it('hold one value for each call that ended, and name no metric without a value', async () => {
    const { timing, metrics, minutes } = someMetrics()
    const measured = { turns: 2, speech: { sentMs: 1, heardMs: 1 } }
    metrics.ended({ ...REPORT, measured: { ...measured, latency: { streamToAgent: 300, replies: 0, bargeIns: 0 } } })
    metrics.ended({ ...REPORT, failure: 'agent closed 1006' })
    await timing.pass(60_000)
    expect(minutes()[0]).toMatchObject({ StreamsEnded: 2, StreamsFailed: 1, StreamToAgent: [300] })
    expect(JSON.stringify(minutes()[0])).not.toContain('ReplyP95')
  })

  it('give CloudWatch no more values than it takes', async () => {
    const { timing, metrics, minutes } = someMetrics()
    const measured = { turns: 2, speech: { sentMs: 1, heardMs: 1 }, latency: { streamToAgent: 300, replies: 0, bargeIns: 0 } }
    for (let n = 0; n < 150; n++) metrics.ended({ ...REPORT, measured })
    await timing.pass(60_000)
    expect(minutes()[0]?.StreamToAgent).toHaveLength(100)
  })

  it('begin anew each minute, and the last is told when the bridge ends', async () => {
    const { timing, metrics, minutes } = someMetrics()
    metrics.unsigned()
    metrics.refused()
    await timing.pass(60_000)
    metrics.sentAway()
    metrics.close()
    expect(minutes()).toMatchObject([
      { StreamsUnsigned: 1, StreamsRefused: 1, ConnectionsSentAway: 0 },
      { StreamsUnsigned: 0, StreamsRefused: 0, ConnectionsSentAway: 1 },
    ])
    expect(timing.waiting()).toBe(0)
  })
})
