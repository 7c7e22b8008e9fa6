import './theme.css'
import { createBrowserHistory } from '@tanstack/react-router'
import { StrictMode, startTransition } from 'react'
import { createRoot } from 'react-dom/client'
import { App } from './app.tsx'
import { browser } from './connection/browser.ts'

const page = document.getElementById('page')
if (!page) throw new Error('index.html has no element with the id "page".')

// Until it shows something, what the page was built with is seen: it goes before the next picture is drawn, so that nothing flashes.
new MutationObserver((_, observer) => {
  observer.disconnect()
  document.getElementById('first-view')?.remove()
}).observe(page, { childList: true })

// Drawn a little at a time, so that a slow telephone answers to a touch meanwhile.
startTransition(() =>
  createRoot(page).render(
    <StrictMode>
      <App world={browser} history={createBrowserHistory()} />
    </StrictMode>,
  ),
)
