import { ActionIcon, Button, Checkbox, PasswordInput, TextInput } from '@mantine/core'
import { Icon } from '~/ui/icons'

export interface Pair {
  name: string
  value: string
  /** Whether the value is kept secret. */
  secret: boolean
}

/** Names with values, line by line: form fields, headers, cookies. */
export function Pairs(props: {
  legend: string
  description?: string
  add: string
  pairs: Pair[]
  disabled: boolean
  secrets?: boolean
  error?: string | undefined
  onChange: (pairs: Pair[]) => void
}) {
  const { pairs, onChange } = props
  const change = (at: number, part: Partial<Pair>): void => onChange(pairs.map((one, index) => (index === at ? { ...one, ...part } : one)))
  return (
    <fieldset className="pairs stack tight" disabled={props.disabled}>
      <legend>{props.legend}</legend>
      {props.description !== undefined && <span className="quiet small">{props.description}</span>}
      {props.error !== undefined && (
        <span className="wrong small" role="alert">
          {props.error}
        </span>
      )}
      {pairs.map((pair, index) => (
        <div className="row" key={index}>
          <TextInput className="fill" aria-label={`Name ${index + 1}`} placeholder="name" value={pair.name} onChange={(event) => change(index, { name: event.currentTarget.value })} />
          <PasswordInput
            className="fill"
            aria-label={`Value ${index + 1}`}
            placeholder="value"
            autoComplete="off"
            value={pair.value}
            visibilityToggleButtonProps={{ 'aria-label': 'Show value' }}
            onChange={(event) => change(index, { value: event.currentTarget.value })}
          />
          {props.secrets === true && (
            <Checkbox label="Secret" checked={pair.secret} onChange={(event) => change(index, { secret: event.currentTarget.checked })} />
          )}
          <ActionIcon variant="subtle" color="gray" aria-label={`Remove ${pair.name || 'line'}`} onClick={() => onChange(pairs.filter((_, other) => other !== index))}>
            <Icon name="trash" size={16} />
          </ActionIcon>
        </div>
      ))}
      <span>
        <Button size="compact-sm" variant="default" leftSection={<Icon name="plus" size={14} />} onClick={() => onChange([...pairs, { name: '', value: '', secret: false }])}>
          {props.add}
        </Button>
      </span>
    </fieldset>
  )
}
