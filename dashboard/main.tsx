import './without-eval.ts'
import './theme.css'
import { createBrowserHistory } from '@tanstack/react-router'
import { StrictMode } from 'react'
import { createRoot } from 'react-dom/client'
import { App } from './app.tsx'
import { browser } from './connection/browser.ts'

const page = document.getElementById('page')
if (!page) throw new Error('index.html has no element with the id "page".')

createRoot(page).render(
  <StrictMode>
    <App world={browser} history={createBrowserHistory()} />
  </StrictMode>,
)
