import { createTheme, Drawer, Modal, MultiSelect, Select } from '@mantine/core'

/** Looks that differ from Mantine's. Locking the page's scroll would write a style element, so it is left out. */
export const theme = createTheme({
  primaryColor: 'cyan',
  primaryShade: { light: 9, dark: 8 },
  defaultRadius: 'md',
  components: {
    Modal: Modal.extend({ defaultProps: { lockScroll: false, closeButtonProps: { 'aria-label': 'Close' }, attributes: { header: { role: 'presentation' } } } }),
    Drawer: Drawer.extend({ defaultProps: { lockScroll: false, closeButtonProps: { 'aria-label': 'Close' }, attributes: { header: { role: 'presentation' } } } }),
    Select: Select.extend({ defaultProps: { checkIconPosition: 'right' } }),
    MultiSelect: MultiSelect.extend({ defaultProps: { checkIconPosition: 'right' } }),
  },
})
