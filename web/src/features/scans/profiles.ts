import type { Net, Web } from '~/api/types'
import { count, span, words } from '~/ui/format'
import type { ProfileFacts } from './ProfileChoice'

/** Connections a second; none is no limit. */
function rate(limit: number): string {
  return limit === 0 ? 'as fast as answers come' : `${count(limit)} connections a second`
}

/** A network profile in words. */
export function ofNet(profile: Net['Profile']): ProfileFacts {
  return {
    id: profile.id,
    name: profile.name,
    description: profile.description,
    rationale: profile.rationale,
    facts: [
      `effect at most: ${words(profile.effect_ceiling).toLowerCase()}`,
      `${count(profile.intensity.parallel_hosts)} ${profile.intensity.parallel_hosts === 1 ? 'host' : 'hosts'} at a time`,
      rate(profile.intensity.connections_per_second),
      `version ${profile.version}`,
    ],
  }
}

/** A profile for web applications in words. */
export function ofWeb(profile: Web['Profile']): ProfileFacts {
  return {
    id: profile.id,
    name: profile.name,
    description: profile.description,
    rationale:
      'Two scans can only be compared if both asked the same. A finding that is gone is gone because it was fixed, not because somebody changed the profile; and what a profile may send is a promise to those who run the application.',
    facts: [
      profile.methods === 'safe' ? 'GET, HEAD and OPTIONS only' : `methods: ${profile.methods}`,
      `at most ${count(profile.max_urls)} addresses`,
      `at most ${span(profile.max_run_time)}`,
      profile.can_scan_unverified ? 'needs no proof of ownership' : 'needs proof of ownership',
    ],
  }
}
