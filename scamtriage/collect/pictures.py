"""Download images that are marked as QR codes, from the site itself only."""

from msgspec.structs import replace

from scamtriage.net.errors import NetError
from scamtriage.net.protocol import Net
from scamtriage.net.url import read_url
from scamtriage.records.facts import PageFacts, QrImage


async def with_asked(facts: PageFacts, suffix: str, net: Net) -> PageFacts:
    """Return the facts with the content of the first QR images and the contacts in them. Failed images keep the reason.

    Images on other hosts are never requested: their owner is not the target and would learn of the investigation. Redirects of an image are
    not followed.
    """
    if not any(picture.outcome == "not-asked" for picture in facts.qr_images):
        return facts
    from scamtriage.parse.html.page_parts import own_name
    from scamtriage.parse.html.qr_pictures import with_pictures
    from scamtriage.parse.qr_image import NOT_INSTALLED, available

    own, most = own_name(facts.final_host, suffix), net.policy.qr_images
    read: list[QrImage] = []
    for picture in (one for one in facts.qr_images if one.outcome == "not-asked"):
        if (refused := _refused(picture, own)) is not None:
            read.append(refused)
        elif not available():
            read.append(replace(picture, reason=NOT_INSTALLED))
        elif most <= 0:
            read.append(replace(picture, reason=f"{net.policy.qr_images} others were asked for"))
        else:
            most -= 1
            read.append(await _asked(picture, net))
    return with_pictures(facts, read, suffix)


def _refused(picture: QrImage, own: str) -> QrImage | None:
    """Return the image with the reason why it must not be requested, or None. Parses the URL exactly as the client does."""
    from scamtriage.parse.html.links import is_own

    try:
        host = read_url(picture.url).host
    except NetError as exc:
        return replace(picture, outcome=exc.outcome, reason=str(exc))
    return None if is_own(host, own) else replace(picture, outcome="foreign", reason=f"it lies at {host}, where the page is not")


async def _asked(picture: QrImage, net: Net) -> QrImage:
    """Download and decode the image."""
    from scamtriage.parse.html.qr_pictures import searched

    if net.left() <= 0:
        return replace(picture, reason="no time was left")
    try:
        async with net.limit(net.policy.image_timeout_s):
            answer = await net.get(picture.url, stage="qr image", max_bytes=net.policy.max_image_bytes)
    except NetError as exc:
        return replace(picture, outcome=exc.outcome, reason=str(exc))
    if answer.status_code != 200:
        return replace(picture, outcome="unread", reason=f"the site answers HTTP {answer.status_code}")
    if not answer.complete:
        return replace(picture, outcome="unread", reason=answer.incomplete_because)
    return searched(picture, answer.body)
