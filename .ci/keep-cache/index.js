// Netlify starts every build from a fresh clone. This brings back what the last one
// kept in .cache (resized pictures, parsed prose), so that only what changed is made anew.
module.exports = {
  onPreBuild: ({ utils }) => utils.cache.restore(".cache"),
  onPostBuild: ({ utils }) => utils.cache.save(".cache"),
};
