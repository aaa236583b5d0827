// Follows https://docs.slack.dev/reference/methods/chat.postMessage: how a text is taken.

/** Slack looks for no names, links or markup in `text`; chat.update would, unless told. */
export const AS_WRITTEN = { parse: 'none', link_names: false } as const;

/** Links are shown as links, without a picture of what they lead to. */
export const NOT_UNFURLED = { unfurl_links: false, unfurl_media: false } as const;
