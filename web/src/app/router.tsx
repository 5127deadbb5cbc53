import { createRootRoute, createRoute, createRouter, lazyRouteComponent, Outlet, redirect } from '@tanstack/react-router'
import { ErrorState } from '~/ui/States'
import { NotFound } from './NotFound'
import { permissions } from './permissions'
import { products } from './product'
import { queries } from './queries'
import { restore } from './session'
import { Shell } from './Shell'
import { SignIn } from './SignIn'

type Search = Record<string, string | undefined>

const root = createRootRoute({
  component: Outlet,
  validateSearch: (search): Search => search as Search,
  errorComponent: ({ error }) => (
    <main className="lonely">
      <ErrorState error={error} retry={() => void router.invalidate()} />
    </main>
  ),
})

const signIn = createRoute({ getParentRoute: () => root, path: '/sign-in', component: SignIn })

const shell = createRoute({
  getParentRoute: () => root,
  id: 'shell',
  component: Shell,
  beforeLoad: async ({ location }) => {
    const next = location.href === '/' ? undefined : location.href
    if ((await restore()) === undefined) throw redirect({ to: '/sign-in', search: { next } })
    // Known before the first page is drawn, so that nothing appears and disappears: links that move while one presses the
    // mouse are not followed. A failure is shown by the page itself.
    await Promise.allSettled([queries.ensureQueryData(permissions), queries.ensureQueryData(products)])
  },
})

/** A page that is loaded when it is first opened. */
function page<M extends Record<string, unknown>, P extends string>(path: P, load: () => Promise<M>, name: keyof M & string) {
  return createRoute({ getParentRoute: () => shell, path, component: lazyRouteComponent(load as never, name as never) })
}

const pages = [
  page('/', () => import('~/features/dashboard/Dashboard'), 'Dashboard'),
  page('/net/targets', () => import('~/features/targets/NetTargets'), 'NetTargets'),
  page('/net/targets/new', () => import('~/features/targets/NetTargetPage'), 'NewNetTarget'),
  page('/net/targets/$id', () => import('~/features/targets/NetTargetPage'), 'EditNetTarget'),
  page('/net/scans', () => import('~/features/scans/NetScans'), 'NetScans'),
  page('/net/scans/new', () => import('~/features/scans/NetWizard'), 'NetWizard'),
  page('/net/scans/$id', () => import('~/features/scans/NetScanPage'), 'NetScanPage'),
  page('/net/findings', () => import('~/features/findings/NetFindings'), 'NetFindings'),
  page('/net/schedules', () => import('~/features/schedules/NetSchedules'), 'NetSchedules'),
  page('/net/schedules/new', () => import('~/features/schedules/NetSchedulePage'), 'NewNetSchedule'),
  page('/net/schedules/$id', () => import('~/features/schedules/NetSchedulePage'), 'EditNetSchedule'),
  page('/net/calendar', () => import('~/features/calendar/Calendar'), 'NetCalendar'),
  page('/net/occurrences', () => import('~/features/schedules/Ledger'), 'NetLedger'),
  page('/net/reports', () => import('~/features/reports/NetReports'), 'NetReports'),
  page('/net/port_lists', () => import('~/features/port_lists/PortLists'), 'PortLists'),
  page('/web/targets', () => import('~/features/targets/WebTargets'), 'WebTargets'),
  page('/web/targets/new', () => import('~/features/targets/NewWebTarget'), 'NewWebTarget'),
  page('/web/targets/$id', () => import('~/features/targets/WebTargetPage'), 'WebTargetPage'),
  page('/web/scans', () => import('~/features/scans/WebScans'), 'WebScans'),
  page('/web/scans/new', () => import('~/features/scans/WebWizard'), 'WebWizard'),
  page('/web/scans/$id', () => import('~/features/scans/WebScanPage'), 'WebScanPage'),
  page('/web/findings', () => import('~/features/findings/WebFindings'), 'WebFindings'),
  page('/web/schedules', () => import('~/features/schedules/WebSchedules'), 'WebSchedules'),
  page('/web/calendar', () => import('~/features/calendar/Calendar'), 'WebCalendar'),
  page('/web/occurrences', () => import('~/features/schedules/Ledger'), 'WebLedger'),
  page('/web/reports', () => import('~/features/reports/WebReports'), 'WebReports'),
  page('/blackouts', () => import('~/features/blackouts/Blackouts'), 'Blackouts'),
  page('/profiles', () => import('~/features/scans/Profiles'), 'Profiles'),
  page('/audit', () => import('~/features/audit/Audit'), 'Audit'),
  page('/profile', () => import('~/features/profile/Profile'), 'Profile'),
  createRoute({ getParentRoute: () => shell, path: '$', component: NotFound }),
  page('/organization', () => import('~/features/users/Organization'), 'Organization'),
]

/** `?a=b` as it stands: values are strings, so that links can be read and written by hand. */
const parseSearch = (text: string): Search => Object.fromEntries(new URLSearchParams(text))

function stringifySearch(search: Record<string, unknown>): string {
  const given = Object.entries(search).filter((entry): entry is [string, string] => typeof entry[1] === 'string')
  const text = new URLSearchParams(given).toString()
  return text === '' ? '' : `?${text}`
}

export const router = createRouter({
  routeTree: root.addChildren([signIn, shell.addChildren(pages)]),
  basepath: '/app',
  parseSearch,
  stringifySearch,
  defaultPreload: 'intent',
  defaultPendingMs: 300,
  scrollRestoration: false,
})
