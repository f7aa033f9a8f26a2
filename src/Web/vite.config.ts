import { fileURLToPath } from 'node:url';
import react from '@vitejs/plugin-react';
import { defineConfig } from 'vitest/config';
import { precompress } from './scripts/precompress';

const backEnd = process.env['API_URL'] ?? 'http://localhost:5080';

export default defineConfig({
  plugins: [react(), precompress()],
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
    rolldownOptions: {
      // antd's parts do nothing when merely imported but do not say so; without this a button brings all of forms and validation.
      treeshake: { moduleSideEffects: [{ test: /node_modules[\\/]@(rc-component|ant-design)[\\/]/, sideEffects: false }] },
      output: {
        codeSplitting: {
          groups: [
            // What every screen needs comes in few files; the rest stays with the screen that uses it.
            {
              name: 'base',
              test: /node_modules[\\/](react|react-dom|scheduler|i18next|react-i18next|use-sync-external-store|@tanstack[\\/](query|react-query|router|react-router|history|store)[^\\/]*|dayjs)[\\/]/,
            },
            // Small parts that the first screen needs one and all: together they are fewer bytes than each by itself.
            {
              name: 'common',
              test: /src[\\/](lib[\\/](dates|text|titles|i18n|use-format|form-model|appearance|media|antd-locale|form-views|stage|rules|color)\.tsx?|api[\\/](client|session|forms|records|jobs|reports|forecasts|notifications)\.ts)$/,
            },
            { name: 'icons', test: /node_modules[\\/]lucide-react[\\/]/ },
            { name: 'field-settings', test: /src[\\/]fields[\\/](settings|\w+[\\/]settings)\.ts$/ },
          ],
        },
      },
    },
  },
  test: { environment: 'happy-dom', include: ['src/**/*.test.{ts,tsx}'] },
});
