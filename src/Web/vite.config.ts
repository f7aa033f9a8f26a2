import { fileURLToPath } from 'node:url';
import react from '@vitejs/plugin-react';
import { defineConfig } from 'vitest/config';

const backEnd = process.env['API_URL'] ?? 'http://localhost:5080';

export default defineConfig({
  plugins: [react()],
  resolve: { alias: { '@': fileURLToPath(new URL('./src', import.meta.url)) } },
  server: {
    proxy: {
      '/api/hub': { target: backEnd, ws: true },
      '/api': backEnd,
      '/health': backEnd,
    },
  },
  build: {
    outDir: '../Host/wwwroot',
    emptyOutDir: true,
    assetsDir: 'assets',
    // A data: URL would need img-src/font-src exceptions in the content security policy.
    assetsInlineLimit: 0,
    chunkSizeWarningLimit: 900,
  },
  test: { environment: 'happy-dom', include: ['src/**/*.test.{ts,tsx}'] },
});
