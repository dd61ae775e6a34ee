import type { NextConfig } from 'next';

const config: NextConfig = {
  poweredByHeader: false,
  productionBrowserSourceMaps: false,
  reactStrictMode: true,
  // Types are a stage of their own in `npm test`; a start must not fail on the types of a test.
  typescript: { ignoreBuildErrors: true },
  images: { unoptimized: true },
  // Compression belongs to the balancer in front; on the loopback it only costs time.
  compress: false,
  serverExternalPackages: ['postgres', 'pino', '@node-rs/argon2', '@react-pdf/renderer', 'fastify', 'unified'],
};

export default config;
