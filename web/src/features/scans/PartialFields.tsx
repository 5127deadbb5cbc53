import { Checkbox } from '@mantine/core'
import { PARTIAL, type PartialWay } from './partial'

/** Boxes for the ways in which a scan tests only a part. */
export function PartialFields(props: { legend: string; value: Record<PartialWay, boolean>; onChange: (change: Partial<Record<PartialWay, boolean>>) => void; disabled?: boolean }) {
  return (
    <fieldset className="pairs stack tight">
      <legend>{props.legend}</legend>
      {PARTIAL.map(({ way, label, choice }) => (
        <Checkbox key={way} label={label} description={choice} checked={props.value[way]} disabled={props.disabled === true} onChange={(event) => props.onChange({ [way]: event.currentTarget.checked })} />
      ))}
    </fieldset>
  )
}
