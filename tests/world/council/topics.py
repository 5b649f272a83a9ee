"""The pages of advice, about an invented council's invented services. Their phone numbers are Ofcom's for drama."""

from __future__ import annotations

from tests.world.council.pages import Page, Validator

_TELL_ME = "Short, plain and by people who have done it: that is the advice we try to give."


def contact(name: str, phone: str, email: str) -> str:
    """Write a contact as the council writes them."""
    dial = "+44" + phone.replace(" ", "")[1:]
    return (
        f'<h2>{name}</h2>\n<ul>\n<li>Telephone: <a href="tel:{dial}">{phone}</a></li>\n'
        f'<li>Email: <a href="mailto:{email}">{email}</a></li>\n</ul>'
    )


_TEXTS: tuple[tuple[str, str, tuple[str, ...]], ...] = (
    (
        "ehc-plans",
        "Education, health and care plans",
        (
            "A plan sets out what your child finds hard, what would help, and who has to see that it happens.",
            "You, your child's school or a young person over 16 can ask us for an assessment. Nobody need agree first.",
            "We tell you within six weeks whether we will assess. The whole way to a plan takes up to twenty weeks.",
        ),
    ),
    (
        "annual-reviews",
        "Annual reviews",
        (
            "Once a year everybody named in the plan looks at it again: is it still true, and is it working?",
            "The school sends papers two weeks before. Add your own page: what went well, what did not, what is next.",
            "After the meeting we have four weeks to say whether the plan stays, changes or ends.",
        ),
    ),
    (
        "mediation",
        "When you and we do not agree",
        (
            "Start with the person you know: the plan's coordinator, or the special needs coordinator at school.",
            "If that does not help, an independent mediator can bring both sides to one table. It costs you nothing.",
            "To appeal you need a certificate that says you have heard about mediation. You need not take part in it.",
        ),
    ),
    (
        "sen-support",
        "Help at school without a plan",
        (
            "Most children with special needs are helped by their school, from the school's own money.",
            "The school writes down what it does, does it, looks whether it helped, and changes what did not.",
            "Ask for a meeting each term. Take somebody along if that makes it easier.",
        ),
    ),
    (
        "short-breaks",
        "Short breaks",
        (
            "A short break is time for your child with other people, and time for you without having to watch.",
            "Clubs, a befriender, a night away: what you can get depends on what your family needs, not on a name.",
            "Clubs can be booked by anybody. For nights away a social worker visits first.",
        ),
    ),
    (
        "transport",
        "Getting to school",
        (
            "We take a child to school free of charge where it is too far to walk, or where walking is not possible.",
            "A taxi is the last thing we look at. First come a pass, money for petrol, and somebody to practise with.",
            "Tell us about a move as soon as you know the date. A new route takes ten working days.",
        ),
    ),
    (
        "early-years",
        "Before school: help for under fives",
        (
            "If your health visitor or nursery is worried, they can ask our early years team to come and play.",
            "A play worker visits you at home, on the floor, with a bag of toys. You decide what happens next.",
            "Nurseries can ask for money for an extra pair of hands. They ask; you only sign.",
        ),
    ),
    (
        "sixteen-to-twenty-five",
        "From 16 to 25",
        (
            "From year 9 each review asks the same question: what do you want to do when school is over?",
            "College, a supported internship, an apprenticeship, a job: a plan can go along until you are 25.",
            "At 16 the right to ask and to appeal becomes the young person's own.",
        ),
    ),
    (
        "speech-and-language",
        "Speech, language and communication",
        (
            "Children talk at different times. If only the family understands a child of three, come and see us.",
            "Drop-in sessions need no letter. A therapist listens, plays, and tells you what to try at home.",
            "For eating and swallowing, ring first: that is another team.",
        ),
    ),
    (
        "autism",
        "Autism: before, during and after an assessment",
        (
            "You need not wait for a diagnosis to be helped. Schools have to meet needs, not names.",
            "Keep a diary for two weeks. It says more than any form, and you need not remember it all on the day.",
            "After the assessment there is a course for parents, six mornings, with a crèche.",
        ),
    ),
    (
        "adhd",
        "ADHD and concentration",
        (
            "Sleep, food and a quiet corner come first, and they come free.",
            "Ask school to write down when it is hard and when it is not. Patterns help more than marks.",
            "Waiting lists are long. We tell you each month where you stand.",
        ),
    ),
    (
        "hearing-and-sight",
        "Hearing and sight",
        (
            "Our teachers for deaf and blind children come to you from the week of the diagnosis.",
            "They bring equipment to try, and teach whoever has to use it: you, grandparents, the school cook.",
            "Families meet at the pool once a month, with signing.",
        ),
    ),
    (
        "mental-health",
        "Worries and low mood",
        (
            "Every secondary school has somebody to talk to, at set times, without an appointment.",
            "If you cannot keep yourself or your child safe, go to the nearest emergency department, or ring 999.",
            "For everything that can wait until tomorrow there is our line, on weekdays until eight.",
        ),
    ),
    (
        "money",
        "Money your family may be able to get",
        (
            "Disability Living Allowance does not look at what you earn. Ask for the form, then ask us to help.",
            "Carers can get Carer's Allowance. Some other money goes down when it comes, so ask before you apply.",
            "A grant for a washing machine or a bed is often quicker than you think.",
        ),
    ),
    (
        "carers",
        "For you, the carer",
        (
            "You have a right to be asked how you are, and to have the answer written down: an assessment.",
            "It looks at sleep, work, other children and your own back. Nobody tests how well you do.",
            "Young carers have a group of their own, with pizza.",
        ),
    ),
    (
        "siblings",
        "Brothers and sisters",
        (
            "They see more than they say. A group once a month is theirs alone.",
            "Books help: the library keeps a shelf, sorted by age and not by what it is called.",
            "Schools can give them a card that lets them leave the room without saying why.",
        ),
    ),
    (
        "equipment",
        "Equipment and changes at home",
        (
            "An occupational therapist looks at stairs, bath and bed with you, and orders what is needed.",
            "Larger changes are paid from a grant. For children nobody looks at what you earn.",
            "Give back what no longer fits. We clean it and somebody is glad of it.",
        ),
    ),
    (
        "leisure",
        "Things to do",
        (
            "Pools, cinemas and the castle have quiet hours. The calendar shows them by week.",
            "A card lets one person in free who comes along to help.",
            "Clubs say on their page what they can and cannot do. Ring them and ask for more.",
        ),
    ),
    (
        "parents-forum",
        "Harbourshire parents' forum",
        (
            "The forum is run by parents. It is asked before anything changes, and says so when it was not.",
            "Meetings are in school hours, with a screen for those who stay at home.",
            "You need not be good at meetings. Being cross is a reason to come.",
        ),
    ),
    (
        "moving-here",
        "Moving into or out of the county",
        (
            "A plan moves with you. Tell the old and the new council the day you will live there.",
            "The new council has to keep to the plan until it has looked at it again.",
            "Where a school is too far away then, another has to be found at once.",
        ),
    ),
    (
        "exclusions",
        "When a child is sent home",
        (
            "Being sent home to calm down is an exclusion, and has to be written down as one.",
            "Keep notes: day, hour, who rang, what was said. It helps the next meeting.",
            "From the sixth day on there has to be teaching somewhere.",
        ),
    ),
    (
        "tribunal",
        "Appealing to the tribunal",
        (
            "You can appeal when we will not assess, will not write a plan, or write one you think is wrong.",
            "You have two months from our letter, or one from the certificate, whichever is later.",
            "Most appeals end before the day. Keep talking meanwhile.",
        ),
    ),
    (
        "feedback",
        "What you told us, and what we did",
        (
            "You said that letters were too long. They now have one page, and a name to ring.",
            "You said that nobody rings back. We now count it, and show the number each month.",
            "You said the car park was too small. It still is.",
        ),
    ),
)
_VALIDATORS = tuple(Validator)


def _topic(number: int, slug: str, title: str, texts: tuple[str, ...]) -> Page:
    line = f"0117 496 0{100 + number}"
    return Page(
        target=f"/local-offer/{slug}",
        title=title,
        body=(
            *(f"<p>{text}</p>" for text in texts),
            f"<p>{_TELL_ME}</p>",
            contact("Who to ask", line, f"{slug}@harbourshire.gov.uk"),
        ),
        validator=_VALIDATORS[number % len(_VALIDATORS)],
    )


PAGES = tuple(_topic(number, *row) for number, row in enumerate(_TEXTS))
