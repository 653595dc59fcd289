// Netlify builds when somebody commits, and a site that nobody touches grows stale. This asks four times a day
// whether the published site is still true (`/build.json` says until when), and has it built when it is not.
//
// It needs a build hook (Project configuration, Build & deploy, Build hooks), whose address stands in the
// environment variable BUILD_HOOK.
export const config = { schedule: "17 */6 * * *" };

export default async () => {
  const { URL: site, BUILD_HOOK: hook } = process.env;
  if (!hook) throw new Error("BUILD_HOOK is not set: make a build hook, and give this variable its address");
  const until = await trueUntil(`${site}/build.json`);
  if (Date.now() < until) {
    console.log(`The site is true until ${new Date(until).toISOString()}.`);
    return;
  }
  const answer = await fetch(hook, { method: "POST" });
  if (!answer.ok) throw new Error(`the build hook answers ${answer.status}: make a new one`);
  console.log("The site is being built.");
};

// In milliseconds since 1970; 0 when it does not say.
async function trueUntil(address) {
  try {
    const answer = await fetch(address, { cache: "no-store" });
    return (answer.ok && Date.parse((await answer.json()).fresh_until)) || 0;
  } catch {
    return 0;
  }
}
