/* Runs before the first paint: the look that was chosen last, so that nothing flashes. */
;(function () {
  var look = {}
  try {
    look = JSON.parse(localStorage.getItem('tapeloom.look') || '{}')
  } catch (_) {}
  var light = look.theme === 'light' || (look.theme === 'system' && matchMedia('(prefers-color-scheme: light)').matches)
  var root = document.documentElement.dataset
  root.theme = light ? 'light' : 'dark'
  root.palette = look.palette || 'green-red'
  root.density = look.density || 'comfortable'
})()
