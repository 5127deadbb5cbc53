import type { ReactNode } from 'react'
import { ApiError } from '~/api/errors'
import { wrongWindow } from '../blackouts/window'
import { OwnBlackout } from './OwnBlackout'
import { PolicyFields } from './PolicyFields'
import { Preview } from './Preview'
import { wrongRule } from './rule'
import { RuleFields } from './RuleFields'
import { complete, timingBody, type WebTiming } from './webTiming'

/** What the server calls the fields of a form. */
const NAMES: Record<string, string> = { date_time: 'first_time', recurrence: 'unit', week_index: 'week', scheduled_day_of_week: 'weekday' }

/** The server's objections by the form's fields. */
function refused(error: unknown): Record<string, string> {
  const fields = error instanceof ApiError ? error.fields : {}
  return Object.fromEntries(Object.entries(fields).map(([name, text]) => {
    const last = name.replace(/^.*\./, '')
    return [NAMES[last] ?? last, text]
  }))
}

/** When a web scan runs, with the dates that come of it; what else there is to say of it stands below. */
export function WebWhen(props: { value: WebTiming; onChange: (value: WebTiming) => void; error: unknown; target?: string; id?: string; children?: ReactNode }) {
  const { value, onChange, target, id } = props
  const objections = refused(props.error)
  const asked = { ...timingBody(value), ...(target === undefined || target === '' ? {} : { target }), ...(id === undefined ? {} : { scheduledscan: id }) }
  return (
    <div className="beside">
      <div className="stack">
        <RuleFields value={value.rule} weekdays={false} wrong={{ ...objections, ...wrongRule(value.rule) }} onChange={(rule) => onChange({ ...value, rule: { ...value.rule, ...rule } })} />
        <details className="fold" open={value.own.enabled}>
          <summary>Where something is in the way</summary>
          <div className="stack">
            <PolicyFields value={value.policies} wrong={objections} onChange={(policies) => onChange({ ...value, policies: { ...value.policies, ...policies } })} />
            <OwnBlackout value={value.own} wrong={{ ...objections, ...wrongWindow(value.own) }} onChange={(own) => onChange({ ...value, own })} />
          </div>
        </details>
        {props.children}
      </div>
      <div className="aside" role="group" aria-label="Preview">
        <Preview side="web" asked={asked} zone={value.rule.timezone} complete={complete(value)} />
      </div>
    </div>
  )
}
