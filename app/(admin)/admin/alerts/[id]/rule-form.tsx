'use client'

import { idle } from '#app/doors/forms/form-state'
import { Disclosure } from '../../../parts/forms/disclosure.tsx'
import { ChoiceField, SelectField, TextArea, type Option } from '../../../parts/forms/fields.tsx'
import { Form, Seen } from '../../../parts/forms/form.tsx'
import { SubmitButton } from '../../../parts/forms/submit-button.tsx'
import { useAdminForm } from '../../../parts/forms/use-admin-form.ts'
import { addAlertRuleAction, changeAlertRuleAction, removeAlertRuleAction } from './actions.ts'

export interface ShownRule {
  id: string
  number: number
  /** Its conditions, one a line. */
  lines: string
  componentId: string
  status: string
  mode: string
  mark: string
}

interface RuleFieldsProps {
  before: Pick<ShownRule, 'lines' | 'componentId' | 'status' | 'mode'>
  components: readonly Option[]
  statuses: readonly Option[]
}

const labels = { matchers: 'Conditions', componentId: 'Component', status: 'Status', mode: 'What it does' }
const nothing = { lines: '', componentId: '', status: 'partial_outage', mode: 'draft' }

type RuleFormProps = Pick<RuleFieldsProps, 'components' | 'statuses'> & { sourceId: string }

export function AddRuleForm({ sourceId, lines = '', ...lists }: RuleFormProps & { lines?: string }) {
  const form = useAdminForm(addAlertRuleAction, idle())
  return (
    <Form form={form} labels={labels}>
      <input type="hidden" name="sourceId" value={sourceId} />
      <RuleFields before={{ ...nothing, lines }} {...lists} />
      <p className="mt-6">
        <SubmitButton>Add the rule</SubmitButton>
      </p>
    </Form>
  )
}

/** What can be done to a rule, behind its summary. */
export function RuleForms({ sourceId, rule, ...lists }: RuleFormProps & { rule: ShownRule }) {
  const change = useAdminForm(changeAlertRuleAction, idle())
  const remove = useAdminForm(removeAlertRuleAction, idle())
  const isOpen = change.state.status !== 'idle' || remove.state.status !== 'idle'
  return (
    <Disclosure summary="Change or remove it" label={`Change or remove rule ${rule.number}`} isOpen={isOpen}>
      <Form form={change} labels={labels}>
        <input type="hidden" name="sourceId" value={sourceId} />
        <input type="hidden" name="subjectId" value={rule.id} />
        <Seen version={rule.mark} />
        <RuleFields before={rule} {...lists} />
        <p className="mt-6">
          <SubmitButton look="plain" label={`Save rule ${rule.number}`}>
            Save the rule
          </SubmitButton>
        </p>
      </Form>
      <Form form={remove} className="mt-5 border-t border-line pt-5">
        <input type="hidden" name="sourceId" value={sourceId} />
        <input type="hidden" name="subjectId" value={rule.id} />
        <p className="mb-3 text-note text-muted">
          New alerts meet the rules after it. What it made of alerts so far stays, until they end.
        </p>
        <SubmitButton look="danger" label={`Remove rule ${rule.number}`}>
          Remove the rule
        </SubmitButton>
      </Form>
    </Disclosure>
  )
}

function RuleFields({ before, components, statuses }: RuleFieldsProps) {
  return (
    <>
      <TextArea
        name="matchers"
        label="Conditions on labels"
        hint={
          <>
            One a line, all of which must hold: <code>service=&quot;checkout&quot;</code>,{' '}
            <code>env!=&quot;test&quot;</code>, <code>severity=~&quot;critical|page&quot;</code> (a pattern of RE2 for
            the whole value).
          </>
        }
        before={before.lines}
        rows={3}
      />
      <SelectField
        name="componentId"
        label="Component that they concern"
        before={before.componentId}
        options={[{ value: '', label: 'Choose one' }, ...components]}
      />
      <SelectField name="status" label="How the component is then" before={before.status} options={statuses} />
      <ChoiceField
        name="mode"
        label="What the rule does"
        hint="A draft is seen by the team alone, until a responder publishes it. A status that is set by itself is public at once, from when the alert began until it ends; somebody’s open incident on the component always wins over it."
        before={before.mode}
        options={[
          { value: 'draft', label: 'Draft an incident' },
          { value: 'status', label: 'Set the status, public at once' },
        ]}
      />
    </>
  )
}
