import tailwindcss from '@tailwindcss/vite'
import vue from '@vitejs/plugin-vue'
import { defineConfig } from 'vitest/config'
import { chunkMap } from './scripts/chunks.mjs'

/** Where a running Tapeloom answers, for `npm run dev` and `vite preview`. */
const server = process.env.TAPELOOM_URL ?? 'http://127.0.0.1:8000'

export default defineConfig({
  plugins: [vue(), tailwindcss(), chunkMap()],
  build: {
    outDir: '../target/classes/webroot',
    emptyOutDir: true,
    target: 'es2022',
    // The page runs under `default-src 'self'`: a data: URI for a font or an icon would be refused.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    rolldownOptions: {
      output: {
        codeSplitting: {
          groups: [
            { name: 'chart', test: /node_modules[\\/](lightweight-charts|fancy-canvas)/ },
            { name: 'vue', test: /node_modules[\\/](@vue|vue|vue-router)[\\/]/ },
          ],
        },
      },
    },
  },
  server: {
    proxy: {
      '/api': server,
      '/health': server,
      '/eventbus': { target: server, ws: true },
    },
  },
  test: { environment: 'happy-dom', include: ['test/**/*.test.ts'] },
})
