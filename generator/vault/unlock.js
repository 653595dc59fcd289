// Opens the members' part in the browser. The format stands in bundle.py; what is said stands in the page.
// The passphrase is kept nowhere. The content key is kept until the tab is closed, or locked again.
{
  const ROUNDS = 1e6, KEPT = "chapterhouse-members-part", MAGIC = "chapterhouse vault 1\n";
  const shell = document.querySelector("[data-vault]");
  const form = shell.querySelector("form"), field = form.querySelector("input[type=password]");
  const status = shell.querySelector("[role=status]"), title = document.title;
  const text = new TextEncoder(), { subtle } = globalThis.crypto ?? {};
  // The site's own address of the page that is shown: what stands behind the path prefix.
  const home = "/inside/", prefix = location.pathname.slice(0, location.pathname.lastIndexOf(home));
  const theme = [...document.head.querySelectorAll("script[src][defer]")], again = [];
  // What is open; what of it is in the page; and how often something was shown.
  let open = null, nodes = [], pictures = [], turn = 0;

  // -- what is said -----------------------------------------------------------

  const say = (what) => {
    const words = what && shell.querySelector(`template[data-say="${what}"]`);
    status.replaceChildren(...(words ? [words.content.cloneNode(true)] : []));
    status.dataset.tone = ["working", "locked", "missing"].includes(what) ? "calm" : "stop";
    status.hidden = !words;
  };

  // -- the bundle -------------------------------------------------------------

  class Trouble extends Error {}

  const fetched = async () => {
    const answer = await fetch(shell.dataset.vault, { cache: "no-cache" }).catch(() => null);
    if (!answer?.ok) throw new Trouble("unreachable");
    const bytes = new Uint8Array(await answer.arrayBuffer()), end = bytes.length - 32;
    const is = (one, other) => one.length === other.length && one.every((byte, at) => byte === other[at]);
    if (end < 71 || !is(bytes.subarray(0, 21), text.encode(MAGIC))) throw new Trouble("damaged");
    const checksum = new Uint8Array(await subtle.digest("SHA-256", bytes.subarray(0, end)));
    if (!is(bytes.subarray(end), checksum)) throw new Trouble("damaged");
    const body = 70 + 52 * bytes[69];
    return {
      salt: bytes.subarray(21, 37),
      seed: bytes.subarray(37, 69),
      wrapped: Array.from({ length: bytes[69] }, (_, at) => bytes.subarray(70 + 52 * at, 122 + 52 * at)),
      body: bytes.subarray(body, end),
    };
  };

  const number = (of) => {
    const nonce = new Uint8Array(12);
    new DataView(nonce.buffer).setUint32(8, of);
    return nonce;
  };
  const aes = (key) => subtle.importKey("raw", key, "AES-GCM", false, ["decrypt"]);
  const decrypt = async (key, iv, said, bytes) =>
    new Uint8Array(await subtle.decrypt({ name: "AES-GCM", iv, additionalData: text.encode(said) }, key, bytes));

  // The content key and the length of the index, or null when no wrapped key is this passphrase's.
  const unwrapped = async (bundle, passphrase) => {
    const typed = passphrase
      .normalize("NFKC")
      .replace(/[A-Z]/g, (letter) => letter.toLowerCase())
      .replace(/[ \t\r\n]+/g, " ")
      .replace(/^ | $/g, "");
    const base = await subtle.importKey("raw", text.encode(typed), "PBKDF2", false, ["deriveBits"]);
    const stretch = { name: "PBKDF2", hash: "SHA-256", salt: bundle.salt, iterations: ROUNDS };
    const stretched = await subtle.deriveBits(stretch, base, 256);
    const wrapping = await subtle.importKey("raw", stretched, "HKDF", false, ["deriveBits"]);
    const further = { name: "HKDF", hash: "SHA-256", salt: bundle.seed, info: text.encode("v1|wrap") };
    const made = new Uint8Array(await subtle.deriveBits(further, wrapping, 44 * 8));
    const key = await aes(made.subarray(0, 32));
    for (const one of bundle.wrapped) {
      const opening = await decrypt(key, made.subarray(32), "v1|key", one).catch(() => null);
      if (opening) return opening;
    }
    return null;
  };

  // Path -> where it stands; the index is the piece of number 0.
  const opened = async (bundle, opening) => {
    const key = await aes(opening.subarray(0, 32));
    const size = new DataView(opening.buffer).getUint32(32);
    const index = await decrypt(key, number(0), "v1|index", bundle.body.subarray(0, size)).catch(() => {
      throw new Trouble("altered");
    });
    const rows = JSON.parse(new TextDecoder().decode(index));
    return {
      has: new Map(rows.map(([path, type, begins, takes, size], at) => [path, { type, begins, takes, size, at }])),
      piece: async (path) => {
        const { begins, takes, size, at } = open.has.get(path);
        const locked = bundle.body.subarray(begins, begins + takes);
        const content = await decrypt(key, number(at + 1), `v1|${path}`, locked).catch(() => {
          throw new Trouble("altered");
        });
        return content.subarray(0, size);
      },
    };
  };

  // -- the key, for as long as the tab lives ------------------------------------

  const keep = (opening) => sessionStorage.setItem(KEPT, btoa(String.fromCharCode(...opening)));
  const kept = () => {
    const found = sessionStorage.getItem(KEPT);
    return found && Uint8Array.from(atob(found), (letter) => letter.charCodeAt());
  };

  // -- pages --------------------------------------------------------------------

  // The path of a picture or a file of the bundle, null for whatever stands elsewhere.
  const inner = (address) => {
    const to = new URL(address, location.href);
    if (to.origin !== location.origin || !to.pathname.startsWith(prefix + home)) return null;
    const path = decodeURIComponent(to.pathname.slice(prefix.length));
    return path !== home && open.has.has(path) ? path : null;
  };
  // Pages have their address behind a `#`, which no browser tells the host: `#/members/ada/#site-past`.
  const wanted = () => {
    const [path, anchor = ""] = decodeURI(location.hash.slice(1)).split("#");
    return { path: path.startsWith("/") ? home + path.slice(1) : home, anchor };
  };
  const route = (path, anchor) => "#" + encodeURI(path.slice(home.length - 1)) + anchor;

  const forget = () => {
    nodes.splice(0).forEach((one) => one.remove());
    pictures.splice(0).forEach((one) => URL.revokeObjectURL(one));
  };

  const blob = async (path, made) => {
    made.push(URL.createObjectURL(new Blob([await open.piece(path)], { type: open.has.get(path).type })));
    return made.at(-1);
  };

  // The content of a page as it may stand in this one, and the addresses of its pictures and files.
  const prepared = async (page, path) => {
    const main = page.querySelector("main"), made = [];
    // The host has none of the bundle's files, and their names would tell it who is looked at.
    for (const one of main.querySelectorAll("script")) one.remove();
    for (const one of main.querySelectorAll("img")) {
      const to = inner(one.getAttribute("src"));
      if (!to) continue;
      for (const source of one.parentElement.querySelectorAll("source")) source.remove();
      one.src = await blob(to, made);
    }
    for (const one of main.querySelectorAll("a[href]")) {
      const href = one.getAttribute("href"), to = inner(href);
      if (href.startsWith("#")) one.setAttribute("href", route(path, href));
      else if (to) {
        one.href = await blob(to, made);
        one.download = to.split("/").at(-1);
      }
    }
    return { content: [...main.childNodes], made };
  };

  const show = async () => {
    const mine = ++turn, { path, anchor } = wanted();
    if (!open.has.has(path)) {
      forget();
      return say("missing");
    }
    const page = new DOMParser().parseFromString(new TextDecoder().decode(await open.piece(path)), "text/html");
    const { content, made } = await prepared(page, path);
    if (mine !== turn) return made.forEach((one) => URL.revokeObjectURL(one));
    forget();
    say("");
    nodes = content;
    pictures = made;
    shell.after(...nodes);
    document.title = page.title || title;
    // The theme's scripts have seen the page as it was; now they see this one.
    again.splice(0).forEach((one) => one.remove());
    for (const { src } of theme) again.push(document.head.appendChild(Object.assign(document.createElement("script"), { src })));
    const target = (anchor && document.getElementById(anchor)) || shell.parentElement.querySelector("h1:not([hidden] *)");
    if (!target.matches("a[href], button, input")) target.tabIndex = -1;
    target.focus({ preventScroll: true });
    if (anchor) target.scrollIntoView();
    else scrollTo(0, 0);
  };

  // -- locked and open ------------------------------------------------------------

  const swap = (locked) => {
    for (const one of shell.querySelectorAll("[data-vault-locked]")) one.hidden = !locked;
    for (const one of shell.querySelectorAll("[data-vault-open]")) one.hidden = locked;
  };

  const lock = () => {
    turn++;
    open = null;
    sessionStorage.removeItem(KEPT);
    forget();
    document.title = title;
    form.reset();
    field.type = "password";
    swap(true);
  };

  // Says what went wrong. Whatever is not right is not shown.
  const trying = async (what) => {
    form.inert = true;
    try {
      return await what();
    } catch (error) {
      if (!(error instanceof Trouble)) console.error(error);
      forget();
      say(error instanceof Trouble ? error.message : "altered");
    } finally {
      form.inert = false;
    }
  };

  const enter = async (bundle, opening) => {
    open = await opened(bundle, opening);
    keep(opening);
    swap(false);
    await show();
  };

  form.addEventListener("submit", (event) => {
    event.preventDefault();
    trying(async () => {
      say("working");
      const bundle = await fetched(), opening = await unwrapped(bundle, field.value);
      if (opening) {
        form.reset();
        field.type = "password";
        return enter(bundle, opening);
      }
      say("wrong");
      field.setAttribute("aria-invalid", "true");
    }).then(() => open || field.focus());
  });
  field.addEventListener("input", () => field.removeAttribute("aria-invalid"));
  form.querySelector("[data-vault-show]").addEventListener("change", (event) => {
    field.type = event.target.checked ? "text" : "password";
  });
  shell.querySelector("[data-vault-lock]").addEventListener("click", () => {
    lock();
    history.replaceState(null, "", location.pathname);
    say("locked");
    field.focus();
  });
  addEventListener("hashchange", () => open && trying(show));
  // The address says which page is open: the way past the menu leads on within it, and leaves the address alone.
  document.addEventListener("click", (event) => {
    const link = open && event.target.closest('a[href^="#"]:not([href^="#/"])');
    const target = link && document.getElementById(link.hash.slice(1));
    if (!target) return;
    event.preventDefault();
    target.focus();
  });

  if (!subtle) say("insecure");
  else {
    say("");
    swap(true);
    const opening = kept();
    if (opening)
      trying(async () => {
        const bundle = await fetched();
        // Another release has another key.
        await enter(bundle, opening).catch(() => lock());
      });
  }
}
