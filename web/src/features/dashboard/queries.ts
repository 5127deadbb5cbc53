import { queryOptions } from '@tanstack/react-query'
import { dast, v2 } from '~/api/client'
import type { Counts } from '~/ui/Badges'
import { SEVERITIES, toNumber } from '~/ui/severity'
import { OPEN } from '../findings/queries'
import { byDay } from './trend'

/** How often the dashboard looks, in ms. */
export const EVERY = 6000

/** Open network findings by severity, now and on the last thirty days. */
export const netStatistics = queryOptions({
  queryKey: ['net', 'dashboard', 'statistics'],
  queryFn: ({ signal }) => v2.get('/v2/vulnerabilities/statistics', { signal }),
})

/** Open web findings by severity on the last thirty days. */
export const webTrend = queryOptions({
  queryKey: ['web', 'dashboard', 'trend'],
  queryFn: async ({ signal }) => byDay((await dast.get('/targets/all/severity_trend/', { signal })).results),
})

/** The newest verdict of each PCI scan. */
export const compliance = queryOptions({
  queryKey: ['net', 'dashboard', 'compliance'],
  queryFn: ({ signal }) => v2.get('/v2/scans/compliance', { signal }),
})

/** Open web findings by severity. */
export const webCounts = queryOptions({
  queryKey: ['web', 'dashboard', 'counts'],
  queryFn: async ({ signal }): Promise<Counts> => {
    const asked = SEVERITIES.filter((one) => one !== 'info').map(async (one) => {
      const query = { length: 1, severity: toNumber(one), state: 'notfixed' }
      return [one, (await dast.get('/findings/', { query, signal })).count] as const
    })
    return Object.fromEntries(await Promise.all(asked))
  },
})

export const worstNet = queryOptions({
  queryKey: ['net', 'dashboard', 'worst'],
  queryFn: async ({ signal }) =>
    (await v2.get('/v2/vulnerabilities', { query: { per_page: 6, sort_by: 'severity:desc', 'q[state]': OPEN }, signal })).data.map((one) => one.attributes),
})

export const worstWeb = queryOptions({
  queryKey: ['web', 'dashboard', 'worst'],
  queryFn: async ({ signal }) => (await dast.get('/findings/', { query: { length: 6, ordering: '-severity', state: 'notfixed' }, signal })).results,
})

export const worstHosts = queryOptions({
  queryKey: ['net', 'dashboard', 'hosts'],
  queryFn: async ({ signal }) => (await v2.get('/v2/hosts/most_vulnerable', { query: { per_page: 6 }, signal })).data.map((one) => one.attributes),
})

export const moving = queryOptions({
  queryKey: ['dashboard', 'moving'],
  queryFn: async ({ signal }) => {
    const web = { status: ['queued', 'started', 'pausing', 'resuming', 'canceling', 'finishing_up', 'paused'], length: 10, exclude: 'target_options' }
    const [net, sites] = await Promise.all([
      v2.get('/v2/scans/running', { query: { per_page: 10 }, signal }),
      dast.get('/scans/', { query: web, signal }),
    ])
    return { net: net.data.map((one) => one.attributes), web: sites.results }
  },
})

export const coming = queryOptions({
  queryKey: ['dashboard', 'coming'],
  queryFn: async ({ signal }) => {
    const [net, web] = await Promise.all([
      v2.get('/v2/scans/upcoming', { query: { per_page: 6 }, signal }),
      dast.get('/scheduledscans/', { query: { length: 6, ordering: 'date_time' }, signal }),
    ])
    const all = [
      ...net.data.map(({ attributes: one }) => ({ key: one.id, name: one.name, when: one.next_time ?? '', to: `/net/scans/${one.id}` })),
      ...web.results.map((one) => ({ key: one.id, name: one.target.name, when: one.date_time, to: `/web/targets/${one.target.id}` })),
    ]
    const now = new Date().toISOString()
    return all
      .filter((one) => one.when > now)
      .sort((a, b) => a.when.localeCompare(b.when))
      .slice(0, 6)
  },
})

/** Whether there is anything at all yet. */
export const started = queryOptions({
  queryKey: ['dashboard', 'started'],
  queryFn: async ({ signal }) => {
    const [netTargets, webTargets, netScans, webScans] = await Promise.all([
      v2.get('/v2/targets', { query: { per_page: 1 }, signal }),
      dast.get('/targets/', { query: { length: 1 }, signal }),
      v2.get('/v2/scans', { query: { per_page: 1 }, signal }),
      dast.get('/scans/', { query: { length: 1, exclude: 'target_options' }, signal }),
    ])
    return {
      targets: netTargets.meta.pagination.total_count + webTargets.count,
      scans: netScans.meta.pagination.total_count + webScans.count,
    }
  },
})
