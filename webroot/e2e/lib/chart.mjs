/** What the chart says of itself, and what its canvas shows. */
export const chartData = (page) => page.getByTestId('chart').evaluate((element) => ({ ...element.dataset }))

export async function chartDrawn(page, report, symbol) {
  await report.eventually(`the chart of ${symbol} is drawn`, 30_000, async () => {
    const data = await chartData(page)
    return (data.symbol === symbol && Number(data.bars) >= 100) || data
  })
}

/** Counts the canvas pixels of rising and falling candles of the dark theme. */
export function countColours() {
  const seen = { up: 0, down: 0 }
  for (const canvas of document.querySelectorAll('[data-testid=chart] canvas')) {
    const { width, height } = canvas
    if (!width || !height) continue
    const pixels = canvas.getContext('2d').getImageData(0, 0, width, height).data
    for (let i = 0; i < pixels.length; i += 4) {
      const [r, g, b] = [pixels[i], pixels[i + 1], pixels[i + 2]]
      if (g > 150 && r < 90 && b < 180) seen.up++
      else if (r > 200 && g < 140 && b < 160) seen.down++
    }
  }
  return seen
}

/** The frames that the page sends over its socket from the next load on. */
export function sentFrames(page) {
  const frames = []
  const listen = (socket) =>
    socket.on('framesent', ({ payload }) => frames.push(typeof payload === 'string' ? payload : payload.toString()))
  page.on('websocket', listen)
  return { frames, stop: () => page.off('websocket', listen) }
}
