import { lazy, Suspense, useCallback, useEffect, useState } from 'react'
import { ActionIcon, Button, Drawer, useComputedColorScheme, useMantineColorScheme } from '@mantine/core'
import { Outlet, useNavigate, useRouterState } from '@tanstack/react-router'
import { useEvents } from '~/api/live'
import { Icon } from '~/ui/icons'
import { Away } from './Away'
import { Logo } from './Logo'
import { Navigation } from './Navigation'
import { Palette } from './Palette'
import { useSession } from './session'
import { useShortcuts } from './shortcuts'

const Keys = lazy(() => import('./Keys').then(({ Keys: component }) => ({ default: component })))

/** The frame of every page: navigation, palette, theme; and the way to the sign-in page when the session ends. */
export function Shell() {
  const session = useSession()
  const navigate = useNavigate()
  const href = useRouterState({ select: (state) => state.location.href })
  const [menu, setMenu] = useState(false)
  const [palette, setPalette] = useState(false)
  const [help, setHelp] = useState(false)
  const openPalette = useCallback(() => setPalette(true), [])
  const openHelp = useCallback(() => setHelp(true), [])
  useShortcuts(openPalette, openHelp)
  useEffect(() => {
    // The frame is still there while the sign-in page is on its way: that page is none to come back to.
    if (session === undefined && !href.startsWith('/sign-in')) void navigate({ to: '/sign-in', search: { next: href }, replace: true })
  }, [session, navigate, href])
  useEffect(() => setMenu(false), [href])
  if (session === undefined) return null

  return (
    <div className="shell">
      <Listen />
      <a className="skip" href="#main">
        Skip to content
      </a>
      <header className="top">
        <span className="only-narrow">
          <ActionIcon variant="subtle" color="gray" size="lg" aria-label="Open navigation" onClick={() => setMenu(true)}>
            <Icon name="menu" />
          </ActionIcon>
        </span>
        <Logo />
        <Button
          className="find"
          variant="default"
          leftSection={<Icon name="search" size={16} />}
          rightSection={<kbd className="key">Ctrl K</kbd>}
          onClick={() => setPalette(true)}
        >
          <span className="find-text">Find or do …</span>
        </Button>
        <span className="only-wide">
          <ActionIcon variant="subtle" color="gray" size="lg" aria-label="Keys" onClick={openHelp}>
            <Icon name="help" />
          </ActionIcon>
        </span>
        <ThemeSwitch />
      </header>
      <div className="side only-wide">
        <Navigation user={session.user} label="Main" />
      </div>
      <Drawer opened={menu} onClose={() => setMenu(false)} title="Navigation" size="18rem">
        <Navigation user={session.user} label="Menu" />
      </Drawer>
      <main id="main" className="main" tabIndex={-1}>
        <Away />
        <Outlet />
      </main>
      <Palette opened={palette} close={() => setPalette(false)} />
      {help && (
        <Suspense fallback={null}>
          <Keys opened close={() => setHelp(false)} />
        </Suspense>
      )}
    </div>
  )
}

/** Hears what changes on the server, while somebody is signed in. */
function Listen() {
  useEvents()
  return null
}

function ThemeSwitch() {
  const { setColorScheme } = useMantineColorScheme()
  const dark = useComputedColorScheme('light') === 'dark'
  return (
    <ActionIcon
      variant="subtle"
      color="gray"
      size="lg"
      aria-label={dark ? 'Use light colours' : 'Use dark colours'}
      onClick={() => setColorScheme(dark ? 'light' : 'dark')}
    >
      <Icon name={dark ? 'sun' : 'moon'} />
    </ActionIcon>
  )
}
