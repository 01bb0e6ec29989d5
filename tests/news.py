"""Articles written for tests of the command line and of the pipeline."""

from __future__ import annotations

FERRY_A = """\
Ferry sinks off Port Anselm with 212 on board

By Ada Lindqvist, The Harbour Post, 4 May 2023

A ferry with 212 people on board sank off Port Anselm on Thursday, the coastguard said.

Coastguard commander Rosa Venn said that 31 passengers had drowned and 14 were missing.

The owner, Blue Strait Lines, denied that the ship had been overloaded.
"""

FERRY_B = """\
At least 40 dead in Port Anselm ferry disaster

By Tom Okoro, Evening Courier, 4 May 2023

At least 40 passengers drowned when a ferry sank off Port Anselm on Thursday, the port union said.

The coastguard said that 14 people were still missing by nightfall.

A union official said the ship had been overloaded for weeks.
"""

RUSSIAN = """\
Власти города сообщили, что после наводнения без крова остались двенадцать тысяч человек.

По словам губернатора, спасатели продолжают работу в затопленных районах, а дороги закрыты.
"""

FURNITURE = """\
Advertisement

Click here for more stories

Please refresh the page

Share this article
"""
