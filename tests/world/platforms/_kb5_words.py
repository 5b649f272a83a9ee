"""What the records of the directory on kb5 are called, and what they say."""

ADVICE = """\
Asking for help at nursery
Talk to the key person first. They see your child every day and can write down what they notice.
Starting nursery: what to expect...
Children settle at different speeds. Bring a favourite toy, and stay for the first hour if you can.
SEN support in school
Every school has a coordinator who plans extra help and meets you three times a year.
Education, health and care plans
A plan says what a child needs, who gives it and how often. You can ask for an assessment yourself.
Annual reviews
The plan is looked at again each year. Write down beforehand what has changed at home.
Choosing a secondary school
Visit on an ordinary day, not only on an open evening. Ask how the quiet spaces are used.
Travel to school
Some children get a seat on a bus, others a travel pass. The distance is measured along safe roads.
Exclusions and part-time timetables
A school may not send a child home early again and again without writing it down.
Short breaks explained
A short break gives carers a rest and young people something good to do.
Personal budgets
You may be able to choose and pay for support yourself. Not everything can be bought with it.
Hearing and vision support
Teachers of the deaf and of children with a vision impairment visit homes and schools.
Speech and language at home
Name what your child looks at, wait, and add one word to what they say.
Sleep
Keep the last hour of the day the same. A diary for a fortnight often shows what wakes a child.
Eating and mealtimes
Offer a little of one new food beside two that are known. Do not praise or scold.
Sensory needs
Some children look for noise and touch, others flee from it. Both can be planned for.
Brothers and sisters
Brothers and sisters need time of their own, and somebody who explains things to them.
Money and benefits
Disability benefits for children do not depend on what you earn.
Blue badges
Some children under three can have a badge because of bulky equipment.
Moving to adult services
Planning begins at fourteen. Ask who will be the named worker after the eighteenth birthday.
Supported internships
A year at a workplace with a job coach, for young people with a plan.
Living independently
Training flats, shared lives and travel training are three ways to begin.
Complaints and appeals
First talk, then write, then ask for a reply in writing. Keep copies of everything.
Word list
Professionals use many short forms. This page says in plain words what they stand for.
How this Local Offer is made
Parents, young people and services write it together and look at it again each year.
What young people told us
They asked for shorter pages, for photographs of real places, and for answers in a week.
"""
"""Titles, and on the line below each what the record says."""
SERVICES = (
    "Weekend Clubs Harbourshire", "Saltmarsh Play Centre", "Portage Home Visiting", "Children's Therapies Front Desk",
    "Community Nursing Team", "Lantern Youth Group", "Tideway Swimming for All", "Harbour Toy Library",
    "Young Carers Group", "Parents' Forum", "Autism Outreach", "Sensory Support Team", "Equipment Store",
    "Travel Training", "Sailability Saturdays", "Music for Everyone", "Respite at Gull Cottage",
    "Family Information Desk", "Job Coaches", "Advocacy for Young People",
)  # fmt: skip
PLACES = ("The Old Custom House", "Ropewalk Children's Centre", "Lighthouse Library", "Quayside Sports Hall",
           "Saltmarsh Community Garden")  # fmt: skip
EVENTS = ("Relaxed cinema morning", "Parents and carers evening", "Drop-in about school transport",
           "Family swim, no music", "Therapy question time")  # fmt: skip
OFFERS = ("Our offer to under fives", "Our offer to schools", "Our offer to young adults", "Our offer to carers")
