// Which agent talks, in which voice and language.
import { AgentLanguage } from '#contract/language.ts'
import { Field } from '../../../ui/field.tsx'
import { Fold } from '../../../ui/fold.tsx'
import type { FormProps } from '../use-draft.ts'

const names = new Intl.DisplayNames('en', { type: 'language' })
const LANGUAGES = AgentLanguage.options
  .map((code) => ({ code, name: names.of(code) ?? code }))
  .sort((one, other) => one.name.localeCompare(other.name))

const nowOf = ({ agentId, voiceId, language }: FormProps['draft']): string => {
  const own = [agentId, voiceId].some((text) => text.trim() !== '')
  return `${own ? 'its own' : 'as the deployment has it'}${language === '' ? '' : `, ${names.of(language) ?? language}`}`
}

export const AgentRules = ({ draft, bind, problems }: FormProps) => (
  <Fold title="Agent and voice" now={nowOf(draft)} isOpen={['/agentId', '/voiceId', '/language'].some((pointer) => problems.has(pointer))}>
    <div className="grid grid-cols-1 gap-3 phone:grid-cols-3">
      <Field label="Agent" problem={problems.get('/agentId')} hint="Its id at ElevenLabs. Usually the deployment’s own.">
        {(described) => <input {...described} {...bind('agentId')} autoComplete="off" placeholder="agent_…" />}
      </Field>
      <Field label="Voice" problem={problems.get('/voiceId')} hint="Its id at ElevenLabs. Usually the agent’s own.">
        {(described) => <input {...described} {...bind('voiceId')} autoComplete="off" />}
      </Field>
      <Field label="Language" problem={problems.get('/language')} hint="What the agent speaks. A column may say otherwise.">
        {(described) => (
          <select {...described} {...bind('language')}>
            <option value="">as the agent is set up</option>
            {LANGUAGES.map(({ code, name }) => (
              <option key={code} value={code}>
                {name}
              </option>
            ))}
          </select>
        )}
      </Field>
    </div>
  </Fold>
)
