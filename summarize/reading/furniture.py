"""Words of a news page that are not of the article: advertisements, newsletters, sharing, comments, links, cookies.

A table of patterns by what the furniture is for. They are matched against a whole block, whose white space has been
reduced and whose quotation marks are straight; the loose ones apply to short blocks only, since a reporter may write
"sign up" or "cookies" in a sentence.
"""

from __future__ import annotations

import re

__all__ = ["INLINE_FURNITURE", "is_furniture"]

LOOSE_LIMIT = 45
"""Words in the longest block that the loose patterns may claim; news paragraphs run to some 20 to 60."""
LABEL_LIMIT = 20
"""Words in the longest block that a mere label ("More on …") may claim, and only where it does not end in a stop."""

_NETWORK = (
    r"(?:facebook|twitter|x|whatsapp|linked\ ?in|e-?mail|pinterest|telegram|reddit|messenger|threads|bluesky|instagram"
    r"|youtube|tiktok|flipboard|sms|print|copy(?:\ link)?|link|tweet|share|save|like|send|more|comments?|\d+)"
)

_EXACT = re.compile(
    rf"""(?:
      ad|ads|advert|advertise?ments?|advertising|sponsored(?:\ (?:content|by\ .{{1,40}}))?|promoted|paid\ (?:post
      |content)
    | (?:-\ )?(?:story|article)\ continues\ (?:below|after).* | (?:continue|keep)\ reading(?:\ .{{1,40}})?
      | loading(?:\ .{{1,30}})?
    | {_NETWORK}(?:[\s,|/·•]+{_NETWORK})* | tweet\ this | views?:?\ [\d,.]+ | [\d,.]+[km]?\ (?:views?|shares?|comments?
      |likes?|votes?)
    | get\ short\ url(?:\ \d+)* | get\ rights\ and\ content | reprints? | bookmark
      | listen(?:\ to\ (?:this\ )?(?:article|story))?
    | home(?:page)? | menu | search | close | skip | next | prev(?:ious)? | back | top | ok | accept(?:\ all)?
      | reject(?:\ all)? | latest(?:\ news)? | news | breaking(?:\ news)?
    | more\ stories | top\ stories | trending(?:\ now|\ topics)? | must[\ -]reads? | popular | most\ (?:read|popular
      |viewed|shared|watched|commented)(?:\ .{{1,30}})?
    | related(?:\ (?:articles?|stor(?:y|ies)|topics?|content|links?|news|posts?|coverage|video|reading))?
      | see\ also | also\ read | read\ also
    | recommended(?:\ .{{1,30}})? | editor'?s'?\ (?:picks?|choice)s? | in\ pictures | in\ photos | photo\ gallery
      | gallery | video | watch | live(?:\ updates?)? | live\ blog
    | tags? | topics? | comments?(?:\ \(\d+\))? | reply | replies | report(?:\ this)?\ comment | (?:view|show|see
      |load|read)\ (?:all|more|less|comments|gallery)(?:\ .{{1,30}})?
    | subscribe(?:\ now)? | register(?:\ now)? | (?:log|sign)[\ -]?(?:in|up|out)(?:\ now)? | donate(?:\ now)?
      | my\ account | newsletters? | (?:cookies?|privacy)\ (?:policy|notice|settings|preferences)
    | image\ source.* | image\ caption | media\ caption | play(?:back)?(?:\ video)? | video\ player.*
      | open\ (?:in\ )?(?:new\ window|gallery|image.*) | enlarge(?:\ (?:this\ )?image)? | toggle\ caption
      | hide\ caption
    | \d+\ of\ \d+ | \d+/\d+ | \d+\s*min(?:ute)?s?\ read | \d+\s*(?:hours?|days?|mins?|minutes?)\ ago
      | [*_=~\#\s.\-–—·•|]+
    )[\s:.!…»>→]*""",
    re.IGNORECASE | re.VERBOSE,
)

_STRONG = re.compile(
    r"""
      comments?\ (?:\w+\ ){0,3}(?:have|has|are|is)\ (?:not\ |now\ |been\ |all\ )*(?:moderated|closed|disabled)
    | views?\ expressed\ (?:\w+\ ){0,6}(?:are|do|is)\b
    | no\ longer\ accepting\ comments
    | all\ rights\ reserved | may\ not\ be\ (?:published|reproduced|republished|broadcast|copied)(?:,\ |\ or\s
      |\ without\ )
    | (?:this|our)\ (?:site|website|web\ site|page)\ (?:uses|relies\ on|requires)\ (?:cookies|javascript)
    | we\ (?:and\ our\ partners\ )?use\ cookies | (?:enable|turn\ on)\ javascript | your\ browser\ (?:does\ not
      |doesn't|is)
    | please\ (?:refresh|reload)\ (?:the|this|your)\ (?:page|browser)
    | thank(?:s|\ you)\ for\ (?:registering|subscribing|signing\ up|reading|your\ (?:registration|subscription))
    | thomson\ reuters\ trust\ principles
    | by\ (?:signing\ up|entering|submitting|subscribing|registering|clicking|continuing)\b.{0,90}\b(?:agree|consent
      |terms|privacy|policy)
    | \b(?:our|(?:read|see|accept)\ (?:the|our))\ (?:privacy|cookies?)\ (?:policy|notice|statement)
    | (?:straight|directly|delivered|sent)\ to\ your\ (?:inbox|e-?mail|phone)
    """,
    re.IGNORECASE | re.VERBOSE,
)

_LOOSE = re.compile(
    r"""
      ^(?:please\ )?(?:click|tap|swipe)\ (?:here|to|on|the|through|below)\b
    | ^(?:please\ )?(?:refresh|reload)\ (?:the|this|your)\ (?:page|browser)
    | ^(?:sign|log)[\ -]?(?:up|in)\b(?=.*\b(?:for|to|with|newsletters?|e-?mails?|alerts?|account|read|continue|here
      |now)\b)
    | ^(?:subscribe|register)\ (?:to|for|now|here|today|with|free)\b
    | ^already\ (?:a\ (?:subscriber|member)|registered|subscribed|have\ an\ account)
    | ^(?:get|receive)\ .*\b(?:newsletters?|inbox|alerts|notifications|e-?mails?|app)\b
    | ^(?:download|get|try|install)\ (?:the|our)\ .*\bapp\b
    | ^(?:start|claim|try)\ (?:your|our|a)\ .*\btrial\b | ^(?:become|be)\ an?\ (?:member|subscriber|supporter|patron)
    | ^(?:support|help)\ (?:us|our|independent|quality)\ .*\b(?:journalism|reporting|work|newsroom)\b
    | ^(?:unlimited|full)\ (?:digital\ )?access | ^this\ (?:article|story|content)\ is\ (?:only\ )?(?:for
      |available\ to|exclusive\ to)\ subscribers
    | ^(?:enter|confirm|check|verify)\ (?:your|a\ valid)\ (?:e-?mail|inbox|password|account)
    | ^(?:an\ error|something\ went\ wrong|oops)\b | ^you\ (?:have|are|must|need|can)\ (?:been\ |now\ |also\s
      |to\ be\ |to\ )?(?:subscrib|unsubscrib|register|logged|log\ in|sign|manage)\w*
    | ^(?:we(?:'ll|\ will)?|i)\ (?:would\ like\ to\ )?(?:send|e-?mail)\ (?:you|me)\b
    | ^(?:share|e-?mail|print|save|bookmark|gift)\ (?:this|on|via|with|the)\b(?!.*\bsaid\b)
    | ^(?:follow|like|find|join|message|add)\ (?:us|me|him|her|our|@\w+|\w+(?:\ \w+){0,3}\ on\ (?:facebook|twitter|x
      |instagram|whatsapp|telegram|youtube|google|tiktok|linkedin))\b
    | ^join\ (?:our|the)\ .*\b(?:forum|conversation|discussion|debate|channel|community|newsletter)\b
      | ^join\ thought-provoking
    | ^join\ (?:more\ than\ |over\ |the\ )?[\d,.]+\ (?:\w+\ )?(?:readers|subscribers|members|people)\b
    | ^(?:leave|post|add|write|submit)\ (?:a|your)\ (?:comment|reply)\b | ^be\ the\ first\ to\ comment
      | ^have\ your\ say | ^what\ do\ you\ think\?
    | ^(?:comments?\ (?:policy|guidelines|section)|(?:please\ )?(?:read|see|view)\ (?:our|the)\ (?:comment|community
      |full)\ (?:policy|guidelines|rules))
    | ^(?:do\ you\ have|have\ you\ got|got)\ (?:a|an|any)\ (?:story|tip|information|question|news)\b
    | ^(?:media|press)\ contacts?: | ^tell\ us\ your\b
    | ^(?:contact|e-?mail|write\ to|get\ in\ touch\ with|reach)\ (?:us|our|the\ (?:author|editor|reporter|newsroom)
      |him\ at|her\ at)\b
    | ^(?:copyright\b|©|\(c\)\ ) | ^(?:this|the)\ (?:article|story|report|piece|post)\ (?:was\ |has\ been\s
      |is\ )?(?:first\ |originally\ |initially\ )?(?:published|appeared|republished|produced|syndicated|updated
      |translated)\b
    | ^(?:skip|jump|scroll|return|go|back)\ (?:down\ |back\ )?(?:past|to|for)\ (?:the\ )?(?:content|main|next|top
      |top\ of|newsletter|promotion|article|advert\w*|footer|home\w*|navigation|more|end|continue|homepage)\b
    | ^(?:to\ )?(?:view|watch|see|play)\ (?:this|the)\ (?:video|content|gallery|image|photo|clip)\b
      | ^this\ (?:video|content|media)\ (?:is|cannot|can\ not|has)\b
    | ^our\ (?:standards|mission|journalism|newsletters?)\s*: | ^(?:disclaimer|terms\ (?:of|and)\ (?:use|service
      |conditions))\b
    | ^(?:for|to)\ (?:more|all\ the\ latest)\ .*\b(?:visit|click|follow|subscribe|newsletter|go\ to)\b
    | ^(?:thank(?:s|\ you)\ for)\b.*\b(?:visiting|your\ support|feedback)\b
    """,
    re.IGNORECASE | re.VERBOSE,
)

_LABEL = re.compile(
    r"""
      ^(?:read|see|hear|discover|learn|find\ out|watch|listen|explore)\ (?:more|also|next|now|this|our|it|here|on)\b
    | ^(?:read|watch|listen|related|recommended|more|see\ also|also\ read|read\ more|read\ also|explained?r?
      |analysis|opinion|podcast|video|gallery|in\ (?:pictures|photos|pics)|live|tags?|topics?|filed\ under
      |categor(?:y|ies)|keywords?|don't\ miss|must\ read|up\ next|explore)\s*(?::|\||»|>|→)
    | \s(?:-|–|—|\|)\s*(?:live|as\ it\ happened|latest\ updates?|live\ updates?|live\ blog)\s*(?:$|:)
    | ^more\ (?:on|from|about|in|stories|news|coverage|like|to\ follow)\b
    | ^(?:most|top|latest)\ (?:read|popular|viewed|shared
      |stories|videos|headlines)\b
    | ^you\ (?:may|might|could|will)\ (?:also\ )?(?:like|enjoy|be\ interested|have\ missed) | ^(?:what\ to
      |watch)\ (?:read|watch|know)\ next
    | ^follow\ (?:live|the\ latest|our|along|all)\b | ^(?:next|previous)\ (?:article|story|post|up|in)\b
      | ^share\ (?:article|story|post|your)\b
    | ^(?:view|show|see|load|browse)\ (?:all|more|less|other|full|comments|gallery|related)\b | ^(?:your|manage
      |edit)\ (?:account|profile|subscription|preferences|notifications|alerts)
    | ^https?://\S+$ | ^www\.\S+$ | ^@\w+$ | ^[\w.+-]+@[\w.-]+$
    """,
    re.IGNORECASE | re.VERBOSE,
)

INLINE_FURNITURE = re.compile(
    r"""(?:
      \(updated\b[^()]*\)\s*
    | get\ short\ url\b\s*(?:topic\s[^()]{3,80}\(\d+\)\s*)?(?:\d+\s+(?=\d|(?-i:[A-Z"“])))*
    | (?:(?:print|tweet|share|e-?mail|comments?\ \d+|views\s?:?\ ?\d+|facebook|twitter|whatsapp|related)\b\s*){2,}
    )+""",
    re.IGNORECASE | re.VERBOSE,
)
"""Furniture that a page flattened into one line leaves after its date: a short-link label and its counters, buttons."""

_STRAIGHT = str.maketrans({"‘": "'", "’": "'", "“": '"', "”": '"', "\u00a0": " "})


def is_furniture(block: str) -> bool:
    """Say whether the words of `block` are page furniture and not of the article."""
    words = block.translate(_STRAIGHT).split()
    line = " ".join(words)
    if not words or _EXACT.fullmatch(line):
        return True
    if len(words) <= 2 * LOOSE_LIMIT and _STRONG.search(line):
        return True
    if len(words) <= LOOSE_LIMIT and _LOOSE.search(line):
        return True
    return len(words) <= LABEL_LIMIT and line[-1] not in ".!" and bool(_LABEL.search(line))
