import type { Plot } from '../../chart/plot'

const HEAD_PX = 34

/** Saves what the chart shows as a PNG, with a line that says what it is: a picture without its name is worth little. */
export async function pngOf(plot: Plot, title: string, time: string): Promise<void> {
  const shot = plot.chart.takeScreenshot(true)
  const ratio = devicePixelRatio
  const canvas = document.createElement('canvas')
  canvas.width = shot.width
  canvas.height = shot.height + HEAD_PX * ratio
  const context = canvas.getContext('2d')!
  const { surface, fg, fg3 } = plot.palette
  context.fillStyle = surface
  context.fillRect(0, 0, canvas.width, canvas.height)
  context.scale(ratio, ratio)
  context.font = '600 14px Geist, sans-serif'
  context.fillStyle = fg
  context.fillText(title, 12, 22)
  const width = context.measureText(title).width
  context.font = '12px Geist, sans-serif'
  context.fillStyle = fg3
  context.fillText(`${time} UTC · Tapeloom, chart by TradingView`, 24 + width, 22)
  context.setTransform(1, 0, 0, 1, 0, 0)
  context.drawImage(shot, 0, HEAD_PX * ratio)
  const blob = await new Promise<Blob | null>((done) => canvas.toBlob(done, 'image/png'))
  if (!blob) throw new Error('The canvas gave no picture.')
  const address = URL.createObjectURL(blob)
  const link = document.createElement('a')
  link.href = address
  link.download = `tapeloom-${title.toLowerCase().replaceAll(' ', '-')}-${time.replaceAll(/[: ]/g, '')}.png`
  link.click()
  setTimeout(() => URL.revokeObjectURL(address), 10_000)
}
