import { Radio } from '@mantine/core'

export interface ProfileFacts {
  id: string
  name: string
  description: string
  /** Why it cannot be changed. */
  rationale?: string
  facts: string[]
}

/** The profiles, each with what it does and why it is as it is. */
export function ProfileChoice(props: { profiles: ProfileFacts[]; value: string; onChange: (id: string) => void; label: string }) {
  return (
    <Radio.Group value={props.value} onChange={props.onChange} label={props.label}>
      <div className="grid two choices">
        {props.profiles.map((one) => (
          <label key={one.id} className="choice stack tight">
            <span className="row tight">
              <Radio value={one.id} aria-label={one.name} />
              <b>{one.name}</b>
            </span>
            <ProfileText profile={one} />
          </label>
        ))}
      </div>
    </Radio.Group>
  )
}

export function ProfileText({ profile }: { profile: ProfileFacts }) {
  return (
    <>
      <p className="prose small">{profile.description}</p>
      <ul className="chips">
        {profile.facts.map((one) => (
          <li key={one}>{one}</li>
        ))}
      </ul>
      {profile.rationale !== undefined && (
        <details className="small">
          <summary>Why it cannot be changed</summary>
          <p className="prose quiet">{profile.rationale}</p>
        </details>
      )}
    </>
  )
}
