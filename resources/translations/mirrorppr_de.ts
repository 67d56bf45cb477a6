<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="de" sourcelanguage="en">
<context>
    <name>AboutPage</name>
    <message>
        <source>Licence of the program: Apache-2.0. All work stays on this computer; nothing is sent.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Models</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Libraries</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>MirrorPPR Desktop {0}</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Canvas</name>
    <message>
        <source>No photo is open.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Photo: none is open</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>photo</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>split</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>side by side</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>flicker</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{0} %</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>fit, {0}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Colours are shown for the screen: {0}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The screen tells no colour profile; sRGB is assumed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{0}  selected</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>CanvasNote</name>
    <message>
        <source>Close this note</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Chip</name>
    <message>
        <source>Choose what does the work</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Commands</name>
    <message>
        <source>Pages</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Files</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Photos</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Flags and stars</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>View</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Retouch</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Run</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Blind test</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Window</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Shoot</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Review</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Export</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Train</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Models</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Open a shoot</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Open an exemplar pair</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Load a look</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Save the look</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Export the results</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Settings</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Quit</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Previous photo</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Next photo</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Row above, below</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>First, last, a page on</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Select all</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Accept</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Accept, and next</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Reject</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Reject, and next</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Take the flag away</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Take the flag away, and next</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No star</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>One star</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Two stars</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Three stars</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Four stars</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Five stars</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Fit or 100 %; held: drag the photo</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>100 % while held</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Before while held</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Next compare mode</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Difference map</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Arrows of movement</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Outline of what was edited</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Landmarks</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Loupe</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Grid</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Next face</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Previous face</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Strength 5 % less</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Strength 5 % more</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Strength 1 % less</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Strength 1 % more</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Eye of the focused slider</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Copy settings</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Paste settings</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Undo</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Redo</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Run on all</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Run on the selection</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Pause or resume</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A is better</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>B is better</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No difference</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Neither</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Filmstrip</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Dock</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Next region</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Only picture and filmstrip</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Full screen</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>All keys</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>CompareTools</name>
    <message>
        <source>Photo</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The result alone</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Split</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Before and after at both sides of a line</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Side by side</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Before beside after</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Flicker</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Before and after in turn</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Compare mode</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Difference</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Arrows</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Outline</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Landmarks</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Overlays</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Crops</name>
    <message>
        <source>Before and after</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Before</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>After</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>no result yet</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Desk</name>
    <message>
        <source>clear exemplar pair</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>choose look</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>made by hand on {0}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>use as exemplar</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>choose exemplar pair</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Drops</name>
    <message>
        <source>%1 is no photo of a pair.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 is no photo: JPEG, TIFF, PNG, WebP and camera RAW are.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 is not there any more.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 is the record of a result; drop the photo itself.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 was left aside: drop it by itself.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 was left aside: one look is used at a time.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1: %2 files cannot be read. Export it as JPEG or TIFF.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%n more cannot be used either.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>An exemplar pair is two photos, and %n were dropped. Nothing was changed.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Nothing that was dropped is a file of this computer.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Edits</name>
    <message>
        <source>strength</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>strength of face {0}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>as in the pair</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Export</name>
    <message>
        <source>16-bit PNG</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>16-bit TIFF</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Exported before: made again if it changed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Failed in the run: tried again</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Held back, identity %1: accept it to export it</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Identity %1, below the floor</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Identity %1, below the floor; accepted by hand</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Name taken: left out</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Name taken: number added</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Not retouched, and no pair says how: left out</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Not run yet: retouched now</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Original not found: left out</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>RAW: written as %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Ready</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Rejected, but selected</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Rejected: left out</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Filmstrip</name>
    <message>
        <source>Show</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Order</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%n photo(s)</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>FilmstripView</name>
    <message>
        <source>Filmstrip</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Flag</name>
    <message>
        <source>Unset</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Accepted</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Rejected</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Floor</name>
    <message>
        <source>floor</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>FloorGrid</name>
    <message>
        <source>Below the floor: %n photo(s)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Nothing below the floor</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Lowest: {0}, {1}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Held back until you look.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%n accepted by hand.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%n rejected.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>FloorLine</name>
    <message>
        <source>Results below the floor are held back. Drag, or arrow keys, or type a number.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Floor {0}, drag or type</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Floor of identity, {0}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Floor of identity</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>GridView</name>
    <message>
        <source>Photos</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Histogram</name>
    <message>
        <source>Drag the floor, move it by arrow keys, or press Enter and type</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Floor of identity</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Identity over the shoot, floor {0}, {1} of {2} below</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>KeysLine</name>
    <message>
        <source>accept</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>reject</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>unset</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>and next</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>to 5 stars</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>loupe</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>weaker</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>stronger</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>undo</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>KeysPage</name>
    <message>
        <source>Press keys… Esc: leave, Delete: none</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>All keys</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Search by words or keys</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Command</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Keys</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Change…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Reset</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Reset all</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{0} (changed)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>none</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>These keys are fixed: they move in every list.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{0} already does &quot;{1}&quot;.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>These keys are fixed. Nothing was changed.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Use for &quot;{0}&quot;</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Leave as it is</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>LegendBar</name>
    <message>
        <source>Legend of the maps</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Movement</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Difference</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What the difference overlay shows</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>How much arrows and differences are enlarged</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Factor {0}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Show</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Arrows {0} × as long</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Dashed: edge of the edit</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Outside it: under 0.5 px</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{0} % of pixels unchanged</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Nothing moves</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Menus</name>
    <message>
        <source>&amp;Edit</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;File</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Help</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Run</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Tools</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;View</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>About MirrorPPR Desktop</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>All work stays on this computer</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Copy diagnostics</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>MovementLegend</name>
    <message>
        <source>Movement in pixels of the file: dark is 0, bright is {0} px</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Note</name>
    <message>
        <source>Close this note</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>OperationSlider</name>
    <message>
        <source>Drag, or arrow keys (Shift: coarse). Double click or Delete: as in the pair, again: zero.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>off</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>plus {0}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>off, {0} kept</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>pair {0}</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Operations</name>
    <message>
        <source>Broaden shoulders</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Decrease eye distance</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Decrease eye height</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Decrease eye width</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Decrease eyebrow distance</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Depress temples</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Enlarge eyes</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Enlarge mouth</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Enlarge nose</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Enlarge nose tip</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Fill temples</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Increase eye distance</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Increase eye height</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Increase eye width</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Increase eyebrow distance</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Lengthen chin</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Lengthen nose</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Lower mouth corners</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Move eyebrows downward</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Move eyebrows upward</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Move eyes downward</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Move eyes upward</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Move mouth downward</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Move mouth upward</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Narrow mouth</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Narrow nasal alae</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Narrow nose bridge</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Narrow shoulders</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Plump lips</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Raise mouth corners</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Round face</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Sharpen face</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Sharpen jawline</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Shorten chin</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Shorten nose</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Shrink eyes</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Shrink mouth</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Shrink nose</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Shrink nose tip</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Slim arms</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Slim legs</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Slim waist</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Square jawline</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Square shoulders</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Thicken arms</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Thicken eyebrows</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Thin eyebrows</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Thin lips</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Widen mouth</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Widen nasal alae</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Widen nose bridge</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>OperationsPanel</name>
    <message>
        <source>Selection ({0})</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>All photos</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>photos with settings of their own keep them</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>the selected photos</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This photo</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>it gets settings of its own</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Whom a change concerns</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Basic operations</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>More of the face</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Body</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Choose the face</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Choose the face whose operations are shown</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>As in the pair</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Use as exemplar</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Save look…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Load look…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Use the retouch of a .mplook file instead of a pair</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>face {0}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Drag, or arrow keys (Shift: coarse). Double click or Delete: as in the pair, again: zero.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>this photo does not show the part of the body that it moves</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Not on this photo: {0}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>this face cannot take it</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Operations, face {0}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Operations, all faces</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Operations</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Take back what was set by hand</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Nothing was set by hand</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>More: {0} operations at zero</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{0}, {1} set</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Move a slider first: there is no retouch yet</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Do the same to the whole shoot</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Keep this retouch as a .mplook file</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Face {0}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>All faces</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>PairCard</name>
    <message>
        <source>Before</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>After</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Choose another…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Show movement map</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Comparing before and after</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{0} shows {1} faces; face {2} was measured.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What was set</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What it does</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Swap</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Before and after are the wrong way round: swap them</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Choose another pair, or work without one</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>More for the exemplar pair</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Remove</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Look</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Exemplar pair</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Only {0} of the change in {1} could be named; trust {2}. The rest is carried as it is. Look at a few photos before a run.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Hide movement map</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Movement map, longest {0} px</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{0} alone is no pair: drop both photos together.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>PairFindings</name>
    <message>
        <source>What was found</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>left alone</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>none</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{0} px, removed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{0} has no name, carried as it is</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Rest {0}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Drift {0}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Tone {0}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Tone</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Drift</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Rest</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Hide tone, drift and rest</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Show tone, drift and rest</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No operation by name</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{0} sure</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{0} of the movement in the pair; strength 1 is the largest natural edit</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>It could also be: {0}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{0}, or {1}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Least sure: {0}, {1}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{0} of the change has no name.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>PairZones</name>
    <message>
        <source>Before</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>drop the untouched photo</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>After</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>drop your retouched version</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Choose two photos…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Either order: file dates and names tell which is which.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>now the other photo</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>PhotoActions</name>
    <message>
        <source>strength</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>paste settings</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Accept</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Reject</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Unset</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{0} and go to the next</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%n star(s)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Weaker by 5&#x202f;%</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Stronger by 5&#x202f;%</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Weaker by 1&#x202f;%</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Stronger by 1&#x202f;%</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Copy settings</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Paste settings</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>PhotoFilter</name>
    <message>
        <source>All</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Accepted</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Rejected</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Held back</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Unset</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Done</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Failed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Working</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Waiting</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>As opened</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Name</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Capture time</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%n star(s)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Identity, lowest first</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Size of change, largest first</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Stars, most first</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>PhotoGrid</name>
    <message>
        <source>Clear filter</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No photos here yet. Drop a folder, or choose one. JPEG, TIFF, PNG and camera RAW.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No photo matches “{0}”.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%n photo(s) are hidden by the filter.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>PhotoMenu</name>
    <message>
        <source>Run on %n photo(s)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Retry %n failed photo(s)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Show file</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Show result</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>PhotoState</name>
    <message>
        <source>Not run yet</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Waiting</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Working</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Done</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%n star(s)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Edited by hand</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Held back</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Failed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Skipped</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>no identity model</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>identity {0}</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Preferences</name>
    <message>
        <source>it is damaged</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>it is of a newer version of the program</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{0}: {1} could not be used; the default is used instead.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{0} could not be used: {1}. It is kept as {2}; the defaults are used.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{0} could not be written: {1}. The change holds until the program ends.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>ProgressLine</name>
    <message>
        <source>{0} of {1} done</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{0} failed</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>QWidget</name>
    <message>
        <source>%n photo(s) are left</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>, about {0}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A run goes on</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Cancel the run</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Cancel the run?</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Choose two photos: untouched and retouched, in either order</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Everything that is done is on disk. The rest can be run later.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Finish these photos and quit</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Go on</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Keep running in the tray</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Load a look</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Open a shoot</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Photos ({0})</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Save the look</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Stay</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{0} photos stay done. {1} stay untouched and can be run later.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Recent</name>
    <message>
        <source>Folder not found: drive &quot;%1&quot; is not connected</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Folder not found: %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>today %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>yesterday</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>RecentRow</name>
    <message>
        <source>{0} photos</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Open</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Locate…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Exported {0}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{0}, rejected {1}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Not run yet</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{0} done</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{0} held back</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{0} held back for a look</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{0} failed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{0} waiting</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Stopped {0}</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>ReviewBar</name>
    <message>
        <source>Which photos</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Sort</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Any stars</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>At least %n star(s)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Stars</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Size of pictures</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Grid</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>all photos, key G</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Loupe</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>one photo, key Enter</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Size</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Run</name>
    <message>
        <source>Held at {0} of {1}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Running, {0} of {1}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Running, {0} of {1}, {2} left</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The run stopped: {0}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{0} failed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{0} left</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{0} of {1} done in {2}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{0} skipped</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{0}. Originals unchanged; results in “{1}”.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>RunControl</name>
    <message>
        <source>The worker on {0} ended unexpectedly and was started again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The photo is tried once more, then listed as failed.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>RunDock</name>
    <message>
        <source>Photos a minute</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The time left follows the last {0} photos.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>In hand</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Settings of this run, fixed at its start</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>of {0} photos</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Left</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Since start</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Cancel…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>You can close the window: it asks whether to finish these photos, go on in the tray, or stay.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Review {0} results</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Resume</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Pause</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Skip this photo</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Wait</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No progress for {0} on {1} ({2}). The others go on.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{0} photos failed. Nothing was written for them; the originals are untouched.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Retry failed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Show file</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Retry</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{0}: {1}. Nothing was written for this photo; the original is untouched.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Section</name>
    <message>
        <source>open</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>closed</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>SettingsPage</name>
    <message>
        <source>Settings</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Look and language</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Dark</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Light</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>As the system</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Theme</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Language</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Reduce motion: nothing turns or fades, words say what goes on</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Work</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Identity floor of a new shoot</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A result whose face is less similar to its photo is held back until you have looked.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>as many as the computer takes</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Photos at the same time</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Results</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>As the photo</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Format</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>RAW becomes TIFF and WebP becomes PNG: neither is written.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Bits per channel</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>JPEG quality</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>For photos that are no JPEG; a JPEG keeps the quality that it has.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Keep where a photo was taken</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Write a sidecar beside each result, which says how it was made</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Network</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Allow downloads of models</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Off: the program opens no connection at all. On: it opens one when you press Download on the page of models, to the address that is named there. No photo, no measurement and no count is ever sent.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Cache</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Being measured…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Empty the cache</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Thumbnails that can be made again. Results, decisions and models are not in it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>More</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>All keys…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>About and licences…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Copy diagnostics</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Versions, devices and the end of the log. No photo and no name of one.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%n file(s), {0}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Being emptied…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{0} freed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%n file(s) in use stay</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>SetupDock</name>
    <message>
        <source>Run on all {0}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Run on selection ({0})</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Run on accepted ({0})</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Transfer, CPU</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Ready. Needs no download and no graphics card.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>MirrorPPR: no weights</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>None are published yet. Import yours on the page Models, or train.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Transfer on the processor, %n worker(s)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Run on fewer photos</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Shoot</name>
    <message>
        <source>accept</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>reject</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>unset</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>stars</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>ShootPage</name>
    <message>
        <source>Choose an exemplar pair or a look first, or press “Use as exemplar”.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>no identity model</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Identity {0:.2f}  (floor {1:.2f})</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>SplitHandle</name>
    <message>
        <source>Split line between before and after</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Drag, or use the arrow keys: 1 %, with Shift 10 %. Home or double click: centre</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Stars</name>
    <message>
        <source>%n star(s)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Stars: keys 0 to 5</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>StartPage</name>
    <message>
        <source>Resume</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Open without running</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Retouch one portrait by hand. Do the same to the whole shoot.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Originals are never changed. Results are written beside them, at full size and depth.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Folder or photos</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>JPEG, TIFF, PNG, camera RAW</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Choose a folder…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>include sub-folders</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Exemplar pair</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Shoot</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Recent shoots</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Drop a saved look (.mplook) anywhere to use it without a pair</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>None yet. What you open is kept here, with every decision.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The last session ended unexpectedly. Nothing is lost.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{0}: {1} of {2} photos are done and on disk, every decision is kept.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{0} was in hand and will be done again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{0} photos were in hand and will be done again.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>StatusLine</name>
    <message>
        <source>hold for before</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>compare mode</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>all keys</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>StrengthSlider</name>
    <message>
        <source>Drag, or arrow keys (Shift: coarse). Double click or Delete: 100 %, again: zero.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Strength</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>off</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{0}, more than the pair</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Tag</name>
    <message>
        <source>Trust {0}, high</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Trust {0}, fair</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Trust {0}, weak</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>ThisComputer</name>
    <message>
        <source>This computer</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Ready</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>CPU, {0} photos at once. Needs no download.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>CPU, one photo at a time. Needs no download.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Transfer engine</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Face finding</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Comes with the program.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Not working</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Identity similarity</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Identity is not measured without a model. AuraFace v1 may be used for paid work. Until then face-crop SSIM and landmark displacement stand in.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No identity model</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Get a model…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>MirrorPPR engine</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{0}, on {1}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Weights found</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{0} found.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Optional. {0} No public weights exist yet: import a file, or train on your own pairs.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No weights</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Import weights…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No photo, face or name leaves this computer. A model download asks first and is listed in the connection log.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Network</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Off</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Keys to start with</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>open a shoot</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>choose the pair</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>run</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>show every key</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Settings</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Diagnostics</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>ThumbnailDelegate</name>
    <message>
        <source>{0} held</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>TopBar</name>
    <message>
        <source>Shoot</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Review</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Blind test</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Export</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Train</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Models</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Training on your own pairs comes with a later version.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Tray</name>
    <message>
        <source>Show the window</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Finish these photos and quit</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Window</name>
    <message>
        <source>No shoot open</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Saved {0}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{0} is not there. Is its drive connected?</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A run goes on. Cancel it or wait for its end before another shoot is opened.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>An exemplar pair is two photos; {0} were chosen.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{0} will be used for the shoot that you open</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Undone: {0}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Redone: {0}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Diagnostics are on the clipboard. They hold no photo and no name of one.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The photos in hand are being finished…</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>WorkingArc</name>
    <message>
        <source>Working</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Workspace</name>
    <message>
        <source>Photo</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Run</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A run goes on; wait for it or cancel it first.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Choose an exemplar pair or a look first.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{0}, strength {1:.0f} %, Transfer on CPU, floor {2:.2f}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%n photo(s) with settings of their own.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Results in “{0}”.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>ZoomTools</name>
    <message>
        <source>Fit</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The whole photo</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Percent of the file&apos;s pixels</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>One pixel of the file each</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Zoom</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>_FaceStrength</name>
    <message>
        <source>Strength, face {0}</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>_Remedies</name>
    <message>
        <source>Too much for these?</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Lower to {0}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Set the strength of all photos below the floor to {0}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Accept all</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Accept all photos below the floor</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>_Scale</name>
    <message>
        <source>Movement, pixels of the file, 0 to {0}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Difference, levels of 255, times {0}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Movement, pixels of the file</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Difference, levels of 255</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>colour = length</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>shown × {0}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>px</source>
        <translation type="unfinished"></translation>
    </message>
</context>
</TS>
