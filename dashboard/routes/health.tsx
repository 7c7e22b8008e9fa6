// How the system is, and what to do where it is not well.
import { HealthPanel } from '../features/health/health-panel.tsx'

export const HealthPage = () => (
  <div className="flex flex-col gap-4">
    <title>Health · Ringmaster</title>
    <header>
      <h1 className="text-20 font-title">Health</h1>
      <p className="text-soft">What is known without asking anybody outside, as it is now.</p>
    </header>
    <HealthPanel />
    <p className="text-soft">
      <code className="font-mono text-12 text-ink">npm run doctor</code> looks deeper: it asks Twilio and ElevenLabs about credentials,
      numbers, balance and limits, tries every address from outside, and says what to do about each.
    </p>
  </div>
)
