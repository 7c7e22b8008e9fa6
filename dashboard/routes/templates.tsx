// What campaigns begin as.
import { TemplateList } from '../features/templates/template-list.tsx'

export const TemplatesPage = () => (
  <div className="flex flex-col gap-4">
    <title>Templates · Ringmaster</title>
    <header>
      <h1 className="text-20 font-title">Templates</h1>
      <p className="text-soft">All of a campaign but its contacts: words, rules and settings to begin others with.</p>
    </header>
    <TemplateList />
  </div>
)
