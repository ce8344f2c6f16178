// One build, a page per framework. Angular comes as JavaScript that its own compiler made (`npm run check`).
import { fileURLToPath } from 'node:url';
import { svelte } from '@sveltejs/vite-plugin-svelte';
import vue from '@vitejs/plugin-vue';

const page = (name) => fileURLToPath(new URL(`./${name}/index.html`, import.meta.url));

export default {
  base: './',
  logLevel: 'warn',
  plugins: [
    vue({
      template: {
        compilerOptions: { isCustomElement: (tag) => ['live-chat', 'danmaku-layer', 'like-button'].includes(tag) },
      },
    }),
    svelte(),
  ],
  build: {
    outDir: 'built',
    target: 'es2022',
    chunkSizeWarningLimit: 2000,
    rollupOptions: {
      input: Object.fromEntries(
        ['react', 'hydrated', 'preact', 'vue', 'svelte', 'angular'].map((name) => [name, page(name)]),
      ),
    },
  },
};
