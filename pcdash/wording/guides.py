"""A short way through the dashboard for each kind of reader: half a page, for the screen and for paper."""

GUIDES = {
    "Locality lead": """
**You want to know** which localities and practices stand out on an indicator, and what to talk about first.

1. Open **Map**, choose your borough or locality under *Area* and an *Indicator*. The sentence above the map says how your
   area compares and how many practices are better, similar or worse.
2. Switch between practices and localities, and click one: its figure, its interval and what the gap means appear beside the
   map.
3. Open **Benchmark** for the same indicator. A practice whose interval crosses the line of the comparator may be no
   different from it. In the funnel, a practice outside the solid lines is worth a conversation; one between the lines is
   what chance does.
4. Open **Trends** to see whether it was always so. A gap in the line is a changed definition, not a change in care.

**Before you speak to a practice**: look at its whole profile under **Practices**, at the number of patients behind the
figure, and at its similar practices. A figure is a question to ask together, never an answer by itself.

**To share what you see**, copy the address: it holds area, indicator, period and comparator.
""",
    "Board member": """
**You want to know** what became better or worse since the baseline, how sure that is, and where to ask.

1. Open **Overview** and choose the area. The first paragraph names what improved and what worsened beyond chance, and what is
   better and worse than England. Each statement rests on figures further down the page.
2. Choose under *Compare with* what is a fair yardstick: England, London, or the system.
3. Read the cards with their intervals. A wide interval means few patients; *no clear change* means that chance could explain
   it.
4. Choose a cell under *Areas by indicators* for its **Trends**: the grey bands show where other areas lie, marks show what
   happened meanwhile.
5. **Inequalities** says whether the most deprived fare worse, and whether that gap has changed.

**Words that matter here**: better and worse are said only where a direction is agreed; lower and higher judge nothing.
*Period* is the period of the figure, which may be some years back; it stands beside every figure.

**To take something away**, print the page from the browser, or download the picture or the figures under a chart.
""",
    "Clinician": """
**You want to know** how your practice stands on everything that is measured, and how many patients that means.

1. Type your practice's name, code or postcode into the box at the top and press Enter.
2. Under **Practices**, the first lines say what is worse and what is better than England, and how many more patients would
   have to be reached to match it.
3. In *Every indicator*, right of the line is better where a direction is agreed. Click a row for its trend and its
   definition.
4. *Adjustments*, below it, shows both readings of QOF: with and without personalised care adjustments. The quality figure
   counts every patient on the register, also those you left out for a good reason: a low one is a reason to look, not a fault.
5. *Similar practices* are alike in size, age and deprivation. Choose them under *Compare with* for a fairer yardstick.
6. **Survey** shows what your patients answered, and how many did.

**Small numbers swing.** With 20 patients, one more or fewer moves a percentage by five points. The interval says so; read it
first.

**If a figure looks wrong**, its file and year are named under *Where it comes from*.
""",
    "Analyst": """
**You want to know** where each number comes from, and to take it further.

1. **Data and methods**, *Files*: what was loaded, what was refused, row by row, and why.
2. *Indicators* has each definition with its sources by year; *Series* says which can still be measured; *Coverage* where
   there are figures; *Checks* what the build proved; *Data dictionary* what each column means.
3. *Methods* works each formula by hand on a small example, and again with the database that you are reading.
4. Every chart has a table and a download with numerator, denominator, intervals, codes, period, source and the filters of the
   page.
5. Groups are pooled from their members' counts, never averaged. Zero, missing, suppressed, not applicable and closed are five
   different things in every table.

**To load files of your own**, put them into a folder as published and run `python -m pcdash build FOLDER --place FILE`;
`python -m pcdash inspect FILE` says beforehand what would become of each. The project's README has the rest.

**To cite a figure**, copy the address of the page, the period and the source beneath the chart.
""",
}
