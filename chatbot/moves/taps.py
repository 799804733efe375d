"""What could be tapped in place of typing, given where somebody stands."""

from __future__ import annotations

from chatbot.content import Content
from chatbot.conversation import Conversation
from chatbot.directory import Directory
from chatbot.flow import Match
from chatbot.messages import Choice


def choices(
    content: Content, directory: Directory, conversation: Conversation
) -> tuple[Choice, ...]:
    """Return the options that were sent last: of an aside, of the open question, or of the list."""
    if not conversation.asked or conversation.opted_out:
        return ()
    if aside := conversation.aside:
        pairs = zip(aside.labels, aside.values, strict=True)
        return tuple(Choice(label, f"{aside.kind}:{value}") for label, value in pairs)
    flow = content.flow(conversation.flow)
    if isinstance(flow.by_name.get(conversation.step), Match):
        return tuple(
            Choice(f"{number} {service.name}", f"{conversation.step}:{service.id}")
            for number, service_id in enumerate(conversation.now.shown, 1)
            if (service := directory.shown(service_id))
        )
    question = flow.question(conversation.step)
    if question is None or not conversation.listed:
        return ()
    return tuple(
        Choice(option.label, f"{question.name}:{option.value}") for option in question.options
    )
