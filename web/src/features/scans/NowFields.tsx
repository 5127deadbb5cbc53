import { TagsInput } from '@mantine/core'
import type { NowPart } from './nowPart'
import { PartialFields } from './PartialFields'

/** How much a scan tests that is about to be started; as the target says until it is changed. */
export function NowFields({ value, onChange }: { value: NowPart; onChange: (value: NowPart) => void }) {
  return (
    <div className="stack">
      <PartialFields legend="How much is tested" value={value} onChange={(change) => onChange({ ...value, ...change })} />
      {value.reduced_scope && (
        <TagsInput
          label="Addresses"
          description="Empty: those that the target names. A path will do; * stands for anything, for example /shop/*."
          value={value.scopes}
          onChange={(scopes) => onChange({ ...value, scopes })}
        />
      )}
    </div>
  )
}
