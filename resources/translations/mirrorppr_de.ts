<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="de" sourcelanguage="en">
    <context>
        <name>AboutPage</name>
        <message>
            <source>About and licences</source>
            <translation>Über und Lizenzen</translation>
        </message>
        <message>
            <source>Libraries</source>
            <translation>Bibliotheken</translation>
        </message>
        <message>
            <source>Licence of the program: Apache-2.0. All work stays on this computer; nothing is sent.</source>
            <translation>Lizenz des Programms: Apache-2.0. Alle Arbeit bleibt auf diesem Computer; nichts wird gesendet.</translation>
        </message>
        <message>
            <source>MirrorPPR Desktop {0}</source>
            <translation>MirrorPPR Desktop {0}</translation>
        </message>
        <message>
            <source>Models</source>
            <translation>Modelle</translation>
        </message>
    </context>
    <context>
        <name>BlindDock</name>
        <message numerus="yes">
            <source>%n vote(s)</source>
            <translation>
                <numerusform>%n Stimme</numerusform>
                <numerusform>%n Stimmen</numerusform>
            </translation>
        </message>
        <message>
            <source>Blind test</source>
            <translation>Blindtest</translation>
        </message>
        <message>
            <source>Counted</source>
            <translation>Gezählt</translation>
        </message>
        <message>
            <source>Hidden until photo {0}</source>
            <translation>Verborgen bis Foto {0}</translation>
        </message>
        <message>
            <source>Median time for a vote</source>
            <translation>Mittlere Zeit für eine Stimme</translation>
        </message>
        <message>
            <source>New test</source>
            <translation>Neuer Test</translation>
        </message>
        <message>
            <source>Photos</source>
            <translation>Fotos</translation>
        </message>
        <message>
            <source>Save CSV…</source>
            <translation>CSV sichern…</translation>
        </message>
        <message>
            <source>Saving waits until the votes are shown, so that names stay hidden.</source>
            <translation>Gesichert wird erst, wenn die Stimmen gezeigt sind, damit die Namen verborgen bleiben.</translation>
        </message>
        <message>
            <source>Show votes</source>
            <translation>Stimmen zeigen</translation>
        </message>
        <message>
            <source>Stop and show votes</source>
            <translation>Aufhören und Stimmen zeigen</translation>
        </message>
        <message>
            <source>Transfer, strength {0}</source>
            <translation>Übertragung, Stärke {0}</translation>
        </message>
        <message>
            <source>Two results side by side, without names. Your votes say which one to run.</source>
            <translation>Zwei Ergebnisse nebeneinander, ohne Namen. Ihre Stimmen sagen, welches anzuwenden ist.</translation>
        </message>
        <message>
            <source>Votes</source>
            <translation>Stimmen</translation>
        </message>
        <message>
            <source>What is compared</source>
            <translation>Was verglichen wird</translation>
        </message>
        <message>
            <source>hidden</source>
            <translation>verborgen</translation>
        </message>
        <message>
            <source>hidden side</source>
            <translation>verborgene Seite</translation>
        </message>
        <message>
            <source>seen {0}, left {1}</source>
            <translation>gesehen {0}, übrig {1}</translation>
        </message>
        <message>
            <source>shown</source>
            <translation>gezeigt</translation>
        </message>
        <message>
            <source>{0} photos drawn from {1}, seed {2}.</source>
            <translation>{0} Fotos aus {1} gelost, Startwert {2}.</translation>
        </message>
        <message>
            <source>{0}: {1}
{2}: {3}
No difference: {4}
Neither is good enough: {5}</source>
            <translation>{0}: {1}
{2}: {3}
Kein Unterschied: {4}
Keines ist gut genug: {5}</translation>
        </message>
    </context>
    <context>
        <name>BlindPage</name>
        <message>
            <source>A looks better</source>
            <translation>A sieht besser aus</translation>
        </message>
        <message>
            <source>All photos are seen. Show the votes, or take back the last one.</source>
            <translation>Alle Fotos sind gesehen. Zeigen Sie die Stimmen, oder nehmen Sie die letzte zurück.</translation>
        </message>
        <message>
            <source>B looks better</source>
            <translation>B sieht besser aus</translation>
        </message>
        <message>
            <source>Before, in place of both</source>
            <translation>Vorher, statt beider</translation>
        </message>
        <message>
            <source>Both results are being made.</source>
            <translation>Beide Ergebnisse werden gemacht.</translation>
        </message>
        <message>
            <source>Choose what to compare, and start. Sides and order are drawn by chance.</source>
            <translation>Wählen Sie, was verglichen wird, und beginnen Sie. Seiten und Reihenfolge werden ausgelost.</translation>
        </message>
        <message>
            <source>Flicker A and B</source>
            <translation>A und B im Wechsel</translation>
        </message>
        <message>
            <source>Look at the person first.</source>
            <translation>Achten Sie zuerst auf die Person.</translation>
        </message>
        <message>
            <source>Neither is good enough</source>
            <translation>Keines ist gut genug</translation>
        </message>
        <message>
            <source>No difference</source>
            <translation>Kein Unterschied</translation>
        </message>
        <message>
            <source>Photo {0} of {1}</source>
            <translation>Foto {0} von {1}</translation>
        </message>
        <message>
            <source>Save votes</source>
            <translation>Stimmen sichern</translation>
        </message>
        <message>
            <source>Table (*.csv)</source>
            <translation>Tabelle (*.csv)</translation>
        </message>
        <message>
            <source>Take back the last vote</source>
            <translation>Letzte Stimme zurücknehmen</translation>
        </message>
        <message>
            <source>Which result would you deliver?</source>
            <translation>Welches Ergebnis würden Sie abgeben?</translation>
        </message>
        <message>
            <source>blind test.csv</source>
            <translation>Blindtest.csv</translation>
        </message>
        <message>
            <source>{0} holds {1} votes.</source>
            <translation>{0} enthält {1} Stimmen.</translation>
        </message>
        <message>
            <source>{0} is left out of the test. {1}</source>
            <translation>{0} bleibt aus dem Test. {1}</translation>
        </message>
        <message>
            <source>{0}, same size and place in both. Sides and order were drawn by chance; names stay hidden.</source>
            <translation>{0}, Größe und Platz in beiden gleich. Seiten und Reihenfolge wurden ausgelost; Namen bleiben verborgen.</translation>
        </message>
    </context>
    <context>
        <name>BlindVerdict</name>
        <message numerus="yes">
            <source>%n vote(s) for one of the two</source>
            <translation>
                <numerusform>%n Stimme für eines der beiden</numerusform>
                <numerusform>%n Stimmen für eines der beiden</numerusform>
            </translation>
        </message>
        <message>
            <source>So few votes mean nothing, however they fall. Six for the same side would be the least.</source>
            <translation>So wenige Stimmen bedeuten nichts, wie sie auch fallen. Sechs für dieselbe Seite wären das Mindeste.</translation>
        </message>
        <message>
            <source>With {0} votes, {1} to {2} or clearer is unlikely to be chance ({3}). Below that the page says “no clear preference”.</source>
            <translation>Bei {0} Stimmen ist {1} zu {2} oder deutlicher kaum Zufall ({3}). Darunter sagt die Seite „keine klare Vorliebe“.</translation>
        </message>
        <message>
            <source>{0} of {1} for {2}: no clear preference ({3}).</source>
            <translation>{0} von {1} für {2}: keine klare Vorliebe ({3}).</translation>
        </message>
        <message>
            <source>{0} of {1} for {2}: not by chance ({3}).</source>
            <translation>{0} von {1} für {2}: kein Zufall ({3}).</translation>
        </message>
        <message>
            <source>{0}: too few votes to mean anything.</source>
            <translation>{0}: zu wenige Stimmen, um etwas zu bedeuten.</translation>
        </message>
    </context>
    <context>
        <name>Canvas</name>
        <message>
            <source>After, difference map</source>
            <translation>Nachher, Unterschiedskarte</translation>
        </message>
        <message>
            <source>After, movement map</source>
            <translation>Nachher, Bewegungskarte</translation>
        </message>
        <message>
            <source>After, {0} %</source>
            <translation>Nachher, {0} %</translation>
        </message>
        <message>
            <source>Before</source>
            <translation>Vorher</translation>
        </message>
        <message>
            <source>Colours are shown for the screen: {0}</source>
            <translation>Farben werden für den Bildschirm gezeigt: {0}</translation>
        </message>
        <message>
            <source>No photo is open.</source>
            <translation>Kein Foto ist geöffnet.</translation>
        </message>
        <message>
            <source>Opening {0}…</source>
            <translation>{0} wird geöffnet…</translation>
        </message>
        <message>
            <source>Photo: none is open</source>
            <translation>Foto: keines ist geöffnet</translation>
        </message>
        <message>
            <source>The screen tells no colour profile; sRGB is assumed</source>
            <translation>Der Bildschirm nennt kein Farbprofil; sRGB wird angenommen</translation>
        </message>
        <message>
            <source>fit, {0}</source>
            <translation>eingepasst, {0}</translation>
        </message>
        <message>
            <source>flicker</source>
            <translation>Wechsel</translation>
        </message>
        <message>
            <source>photo</source>
            <translation>Foto</translation>
        </message>
        <message>
            <source>pinned</source>
            <translation>festgehalten</translation>
        </message>
        <message>
            <source>pinned, {0}</source>
            <translation>festgehalten, {0}</translation>
        </message>
        <message>
            <source>side by side</source>
            <translation>nebeneinander</translation>
        </message>
        <message>
            <source>split</source>
            <translation>geteilt</translation>
        </message>
        <message>
            <source>{0}  selected</source>
            <translation>{0}  ausgewählt</translation>
        </message>
        <message>
            <source>{0}  {1} × {2}, {3}-bit, {4}</source>
            <translation>{0}  {1} × {2}, {3} Bit, {4}</translation>
        </message>
        <message>
            <source>{0} %</source>
            <translation>{0} %</translation>
        </message>
    </context>
    <context>
        <name>CanvasNote</name>
        <message>
            <source>Close this note</source>
            <translation>Diesen Hinweis schließen</translation>
        </message>
    </context>
    <context>
        <name>Chip</name>
        <message>
            <source>Choose what does the work</source>
            <translation>Auswählen, was die Arbeit macht</translation>
        </message>
    </context>
    <context>
        <name>Commands</name>
        <message>
            <source>100 % while held</source>
            <translation>100 %, solange gehalten</translation>
        </message>
        <message>
            <source>A is better</source>
            <translation>A ist besser</translation>
        </message>
        <message>
            <source>Accept</source>
            <translation>Annehmen</translation>
        </message>
        <message>
            <source>Accept, and next</source>
            <translation>Annehmen, und weiter</translation>
        </message>
        <message>
            <source>All keys</source>
            <translation>Alle Tasten</translation>
        </message>
        <message>
            <source>Arrows of movement</source>
            <translation>Bewegungspfeile</translation>
        </message>
        <message>
            <source>B is better</source>
            <translation>B ist besser</translation>
        </message>
        <message>
            <source>Before while held</source>
            <translation>Vorher, solange gehalten</translation>
        </message>
        <message>
            <source>Blind test</source>
            <translation>Blindtest</translation>
        </message>
        <message>
            <source>Choose the folder of the results</source>
            <translation>Ordner der Ergebnisse wählen</translation>
        </message>
        <message>
            <source>Close the shoot</source>
            <translation>Shooting schließen</translation>
        </message>
        <message>
            <source>Copy settings</source>
            <translation>Einstellungen kopieren</translation>
        </message>
        <message>
            <source>Difference map</source>
            <translation>Unterschiedskarte</translation>
        </message>
        <message>
            <source>Dock</source>
            <translation>Seitenleiste</translation>
        </message>
        <message>
            <source>Export</source>
            <translation>Export</translation>
        </message>
        <message>
            <source>Export the results</source>
            <translation>Ergebnisse exportieren</translation>
        </message>
        <message>
            <source>Eye of the focused slider</source>
            <translation>Auge des gewählten Reglers</translation>
        </message>
        <message>
            <source>Files</source>
            <translation>Dateien</translation>
        </message>
        <message>
            <source>Filmstrip</source>
            <translation>Filmstreifen</translation>
        </message>
        <message>
            <source>Find by name</source>
            <translation>Nach Namen suchen</translation>
        </message>
        <message>
            <source>First, last, a page on</source>
            <translation>Erstes, letztes, eine Seite weiter</translation>
        </message>
        <message>
            <source>Fit or 100 %; held: drag the photo</source>
            <translation>Einpassen oder 100 %; gehalten: Foto verschieben</translation>
        </message>
        <message>
            <source>Five stars</source>
            <translation>Fünf Sterne</translation>
        </message>
        <message>
            <source>Flags and stars</source>
            <translation>Markierungen und Sterne</translation>
        </message>
        <message>
            <source>Four stars</source>
            <translation>Vier Sterne</translation>
        </message>
        <message>
            <source>Full screen</source>
            <translation>Vollbild</translation>
        </message>
        <message>
            <source>Grid</source>
            <translation>Raster</translation>
        </message>
        <message>
            <source>Landmarks</source>
            <translation>Gesichtspunkte</translation>
        </message>
        <message>
            <source>Load a look</source>
            <translation>Look laden</translation>
        </message>
        <message>
            <source>Loupe</source>
            <translation>Lupe</translation>
        </message>
        <message>
            <source>Models</source>
            <translation>Modelle</translation>
        </message>
        <message>
            <source>Neither</source>
            <translation>Keines von beiden</translation>
        </message>
        <message>
            <source>Next compare mode</source>
            <translation>Nächste Vergleichsart</translation>
        </message>
        <message>
            <source>Next face</source>
            <translation>Nächstes Gesicht</translation>
        </message>
        <message>
            <source>Next photo</source>
            <translation>Nächstes Foto</translation>
        </message>
        <message>
            <source>Next region</source>
            <translation>Nächster Bereich</translation>
        </message>
        <message>
            <source>No difference</source>
            <translation>Kein Unterschied</translation>
        </message>
        <message>
            <source>No star</source>
            <translation>Kein Stern</translation>
        </message>
        <message>
            <source>One star</source>
            <translation>Ein Stern</translation>
        </message>
        <message>
            <source>Only picture and filmstrip</source>
            <translation>Nur Bild und Filmstreifen</translation>
        </message>
        <message>
            <source>Open a shoot</source>
            <translation>Shooting öffnen</translation>
        </message>
        <message>
            <source>Open an exemplar pair</source>
            <translation>Vorlagenpaar öffnen</translation>
        </message>
        <message>
            <source>Outline of what was edited</source>
            <translation>Umriss des Bearbeiteten</translation>
        </message>
        <message>
            <source>Pages</source>
            <translation>Seiten</translation>
        </message>
        <message>
            <source>Paste settings</source>
            <translation>Einstellungen einfügen</translation>
        </message>
        <message>
            <source>Pause or resume</source>
            <translation>Anhalten oder fortsetzen</translation>
        </message>
        <message>
            <source>Photos</source>
            <translation>Fotos</translation>
        </message>
        <message>
            <source>Previous face</source>
            <translation>Voriges Gesicht</translation>
        </message>
        <message>
            <source>Previous photo</source>
            <translation>Voriges Foto</translation>
        </message>
        <message>
            <source>Quit</source>
            <translation>Beenden</translation>
        </message>
        <message>
            <source>Redo</source>
            <translation>Wiederholen</translation>
        </message>
        <message>
            <source>Reject</source>
            <translation>Ablehnen</translation>
        </message>
        <message>
            <source>Reject, and next</source>
            <translation>Ablehnen, und weiter</translation>
        </message>
        <message>
            <source>Retouch</source>
            <translation>Retusche</translation>
        </message>
        <message>
            <source>Review</source>
            <translation>Durchsicht</translation>
        </message>
        <message>
            <source>Row above, below</source>
            <translation>Reihe darüber, darunter</translation>
        </message>
        <message>
            <source>Run</source>
            <translation>Lauf</translation>
        </message>
        <message>
            <source>Run on all</source>
            <translation>Auf alle anwenden</translation>
        </message>
        <message>
            <source>Run on the selection</source>
            <translation>Auf die Auswahl anwenden</translation>
        </message>
        <message>
            <source>Save the look</source>
            <translation>Look sichern</translation>
        </message>
        <message>
            <source>Select all</source>
            <translation>Alle auswählen</translation>
        </message>
        <message>
            <source>Settings</source>
            <translation>Einstellungen</translation>
        </message>
        <message>
            <source>Shoot</source>
            <translation>Shooting</translation>
        </message>
        <message>
            <source>Strength 1 % less</source>
            <translation>Stärke 1 % weniger</translation>
        </message>
        <message>
            <source>Strength 1 % more</source>
            <translation>Stärke 1 % mehr</translation>
        </message>
        <message>
            <source>Strength 5 % less</source>
            <translation>Stärke 5 % weniger</translation>
        </message>
        <message>
            <source>Strength 5 % more</source>
            <translation>Stärke 5 % mehr</translation>
        </message>
        <message>
            <source>Take the flag away</source>
            <translation>Markierung entfernen</translation>
        </message>
        <message>
            <source>Take the flag away, and next</source>
            <translation>Markierung entfernen, und weiter</translation>
        </message>
        <message>
            <source>Three stars</source>
            <translation>Drei Sterne</translation>
        </message>
        <message>
            <source>Train</source>
            <translation>Training</translation>
        </message>
        <message>
            <source>Try on 8 photos</source>
            <translation>An 8 Fotos ausprobieren</translation>
        </message>
        <message>
            <source>Two stars</source>
            <translation>Zwei Sterne</translation>
        </message>
        <message>
            <source>Undo</source>
            <translation>Rückgängig</translation>
        </message>
        <message>
            <source>View</source>
            <translation>Ansicht</translation>
        </message>
        <message>
            <source>Window</source>
            <translation>Fenster</translation>
        </message>
    </context>
    <context>
        <name>CompareTools</name>
        <message>
            <source>Arrows</source>
            <translation>Pfeile</translation>
        </message>
        <message>
            <source>Before and after at both sides of a line</source>
            <translation>Vorher und nachher zu beiden Seiten einer Linie</translation>
        </message>
        <message>
            <source>Before and after in turn</source>
            <translation>Vorher und nachher im Wechsel</translation>
        </message>
        <message>
            <source>Before beside after</source>
            <translation>Vorher neben nachher</translation>
        </message>
        <message>
            <source>Compare mode</source>
            <translation>Vergleichsart</translation>
        </message>
        <message>
            <source>Difference</source>
            <translation>Unterschied</translation>
        </message>
        <message>
            <source>Flicker</source>
            <translation>Wechsel</translation>
        </message>
        <message>
            <source>Landmarks</source>
            <translation>Gesichtspunkte</translation>
        </message>
        <message>
            <source>Outline</source>
            <translation>Umriss</translation>
        </message>
        <message>
            <source>Overlays</source>
            <translation>Überlagerungen</translation>
        </message>
        <message>
            <source>Photo</source>
            <translation>Foto</translation>
        </message>
        <message>
            <source>Side by side</source>
            <translation>Nebeneinander</translation>
        </message>
        <message>
            <source>Split</source>
            <translation>Geteilt</translation>
        </message>
        <message>
            <source>The result alone</source>
            <translation>Das Ergebnis allein</translation>
        </message>
    </context>
    <context>
        <name>Crops</name>
        <message>
            <source>After</source>
            <translation>Nachher</translation>
        </message>
        <message>
            <source>Before</source>
            <translation>Vorher</translation>
        </message>
        <message>
            <source>Before and after</source>
            <translation>Vorher und nachher</translation>
        </message>
        <message>
            <source>no result yet</source>
            <translation>noch kein Ergebnis</translation>
        </message>
    </context>
    <context>
        <name>Drops</name>
        <message>
            <source>%1 is no photo of a pair.</source>
            <translation>%1 ist kein Foto eines Paars.</translation>
        </message>
        <message>
            <source>%1 is no photo: JPEG, TIFF, PNG, WebP and camera RAW are.</source>
            <translation>%1 ist kein Foto: JPEG, TIFF, PNG, WebP und Kamera-RAW sind welche.</translation>
        </message>
        <message>
            <source>%1 is not there any more.</source>
            <translation>%1 ist nicht mehr da.</translation>
        </message>
        <message>
            <source>%1 is the record of a result; drop the photo itself.</source>
            <translation>%1 ist die Begleitdatei eines Ergebnisses; legen Sie das Foto selbst ab.</translation>
        </message>
        <message>
            <source>%1 was left aside: drop it by itself.</source>
            <translation>%1 wurde beiseitegelassen: legen Sie es einzeln ab.</translation>
        </message>
        <message>
            <source>%1 was left aside: one look is used at a time.</source>
            <translation>%1 wurde beiseitegelassen: es wird ein Look zur Zeit verwendet.</translation>
        </message>
        <message>
            <source>%1: %2 files cannot be read. Export it as JPEG or TIFF.</source>
            <translation>%1: %2-Dateien können nicht gelesen werden. Exportieren Sie das Foto als JPEG oder TIFF.</translation>
        </message>
        <message numerus="yes">
            <source>%n more cannot be used either.</source>
            <translation>
                <numerusform>%n weitere ist auch nicht verwendbar.</numerusform>
                <numerusform>%n weitere sind auch nicht verwendbar.</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>An exemplar pair is two photos, and %n were dropped. Nothing was changed.</source>
            <translation>
                <numerusform>Ein Vorlagenpaar sind zwei Fotos, abgelegt wurde %n. Nichts wurde geändert.</numerusform>
                <numerusform>Ein Vorlagenpaar sind zwei Fotos, abgelegt wurden %n. Nichts wurde geändert.</numerusform>
            </translation>
        </message>
        <message>
            <source>Nothing that was dropped is a file of this computer.</source>
            <translation>Nichts vom Abgelegten ist eine Datei dieses Computers.</translation>
        </message>
    </context>
    <context>
        <name>Edits</name>
        <message>
            <source>as in the pair</source>
            <translation>wie im Paar</translation>
        </message>
        <message>
            <source>reset face {0}</source>
            <translation>Gesicht {0} zurücksetzen</translation>
        </message>
        <message>
            <source>reset faces</source>
            <translation>Gesichter zurücksetzen</translation>
        </message>
        <message>
            <source>strength</source>
            <translation>Stärke</translation>
        </message>
        <message>
            <source>strength of face {0}</source>
            <translation>Stärke von Gesicht {0}</translation>
        </message>
    </context>
    <context>
        <name>Exemplar</name>
        <message>
            <source>choose exemplar pair</source>
            <translation>Vorlagenpaar wählen</translation>
        </message>
        <message>
            <source>choose look</source>
            <translation>Look wählen</translation>
        </message>
        <message>
            <source>clear exemplar pair</source>
            <translation>Vorlagenpaar entfernen</translation>
        </message>
        <message>
            <source>made by hand on {0}</source>
            <translation>von Hand gemacht an {0}</translation>
        </message>
        <message>
            <source>use as exemplar</source>
            <translation>als Vorlage verwenden</translation>
        </message>
    </context>
    <context>
        <name>Export</name>
        <message>
            <source>16-bit PNG</source>
            <translation>PNG mit 16 Bit</translation>
        </message>
        <message>
            <source>16-bit TIFF</source>
            <translation>TIFF mit 16 Bit</translation>
        </message>
        <message>
            <source>Exported before: made again if it changed</source>
            <translation>Schon exportiert: wird bei Änderung neu gemacht</translation>
        </message>
        <message>
            <source>Failed in the run: tried again</source>
            <translation>Im Lauf fehlgeschlagen: wird neu versucht</translation>
        </message>
        <message>
            <source>Held back, identity %1: accept it to export it</source>
            <translation>Zurückgehalten, Identität %1: annehmen, um zu exportieren</translation>
        </message>
        <message>
            <source>Identity %1, below the floor</source>
            <translation>Identität %1, unter der Untergrenze</translation>
        </message>
        <message>
            <source>Identity %1, below the floor; accepted by hand</source>
            <translation>Identität %1, unter der Untergrenze; von Hand angenommen</translation>
        </message>
        <message>
            <source>Name taken: left out</source>
            <translation>Name vergeben: ausgelassen</translation>
        </message>
        <message>
            <source>Name taken: number added</source>
            <translation>Name vergeben: Nummer angehängt</translation>
        </message>
        <message>
            <source>Not retouched, and no pair says how: left out</source>
            <translation>Nicht retuschiert, und kein Paar sagt, wie: ausgelassen</translation>
        </message>
        <message>
            <source>Not run yet: retouched now</source>
            <translation>Noch nicht bearbeitet: wird jetzt retuschiert</translation>
        </message>
        <message>
            <source>Original not found: left out</source>
            <translation>Original nicht gefunden: ausgelassen</translation>
        </message>
        <message>
            <source>RAW: written as %1</source>
            <translation>RAW: geschrieben als %1</translation>
        </message>
        <message>
            <source>Ready</source>
            <translation>Bereit</translation>
        </message>
        <message>
            <source>Rejected, but selected</source>
            <translation>Abgelehnt, aber ausgewählt</translation>
        </message>
        <message>
            <source>Rejected: left out</source>
            <translation>Abgelehnt: ausgelassen</translation>
        </message>
    </context>
    <context>
        <name>ExportModel</name>
        <message>
            <source>About</source>
            <translation>Etwa</translation>
        </message>
        <message>
            <source>Note</source>
            <translation>Hinweis</translation>
        </message>
        <message>
            <source>Original, not changed</source>
            <translation>Original, nicht verändert</translation>
        </message>
        <message>
            <source>Result</source>
            <translation>Ergebnis</translation>
        </message>
    </context>
    <context>
        <name>ExportPage</name>
        <message>
            <source>About {0}</source>
            <translation>Etwa {0}</translation>
        </message>
        <message>
            <source>All {0}</source>
            <translation>Alle {0}</translation>
        </message>
        <message>
            <source>Cancel the export</source>
            <translation>Export abbrechen</translation>
        </message>
        <message>
            <source>Earlier exports are made again where they changed; nothing else is overwritten</source>
            <translation>Frühere Exporte werden neu gemacht, wo sich etwas änderte; sonst wird nichts überschrieben</translation>
        </message>
        <message>
            <source>Last export</source>
            <translation>Letzter Export</translation>
        </message>
        <message>
            <source>Export {0} photo(s)</source>
            <translation>{0} Foto(s) exportieren</translation>
        </message>
        <message>
            <source>Last export: {0}, {1} photo(s)</source>
            <translation>Letzter Export: {0}, {1} Foto(s)</translation>
        </message>
        <message>
            <source>Names, format and metadata as last time; folder and photos stay</source>
            <translation>Namen, Format und Metadaten wie zuletzt; Ordner und Fotos bleiben</translation>
        </message>
        <message>
            <source>No photo is accepted yet. Accept results, or export all that are done.</source>
            <translation>Noch ist kein Foto angenommen. Nehmen Sie Ergebnisse an, oder exportieren Sie alle fertigen.</translation>
        </message>
        <message>
            <source>No photo is done yet. Run the shoot first.</source>
            <translation>Noch ist kein Foto fertig. Bearbeiten Sie zuerst das Shooting.</translation>
        </message>
        <message>
            <source>No photo is selected.</source>
            <translation>Kein Foto ist ausgewählt.</translation>
        </message>
        <message>
            <source>No photo is to be written</source>
            <translation>Kein Foto soll geschrieben werden</translation>
        </message>
        <message>
            <source>Nothing existing will be overwritten</source>
            <translation>Nichts Vorhandenes wird überschrieben</translation>
        </message>
        <message>
            <source>Show folder</source>
            <translation>Ordner zeigen</translation>
        </message>
        <message>
            <source>The disclosure report is {0}.</source>
            <translation>Der Offenlegungsbericht ist {0}.</translation>
        </message>
        <message>
            <source>Use the same</source>
            <translation>Dasselbe verwenden</translation>
        </message>
        <message>
            <source>What is written stays; the photo in hand is dropped</source>
            <translation>Geschriebenes bleibt; das Foto in Arbeit wird verworfen</translation>
        </message>
        <message>
            <source>Which rows are shown</source>
            <translation>Welche Zeilen gezeigt werden</translation>
        </message>
        <message>
            <source>every photo of the export</source>
            <translation>jedes Foto des Exports</translation>
        </message>
        <message>
            <source>named or left out</source>
            <translation>genannt oder ausgelassen</translation>
        </message>
        <message>
            <source>only {0} free on the drive</source>
            <translation>nur {0} frei auf dem Laufwerk</translation>
        </message>
        <message>
            <source>with something to know</source>
            <translation>mit etwas Wissenswertem</translation>
        </message>
        <message>
            <source>{0} free on the drive</source>
            <translation>{0} frei auf dem Laufwerk</translation>
        </message>
        <message>
            <source>{0} is below your identity floor ({1}). You accepted it by hand, so it is exported and marked in the report.</source>
            <translation>{0} liegt unter Ihrer Untergrenze der Identität ({1}). Sie haben es von Hand angenommen, also wird es exportiert und im Bericht vermerkt.</translation>
        </message>
        <message>
            <source>{0} more failed.</source>
            <translation>{0} weitere fehlgeschlagen.</translation>
        </message>
        <message>
            <source>{0} note(s)</source>
            <translation>mit Hinweis: {0}</translation>
        </message>
        <message>
            <source>{0} notes</source>
            <translation>{0} Hinweise</translation>
        </message>
        <message>
            <source>{0} of {1} written</source>
            <translation>{0} von {1} geschrieben</translation>
        </message>
        <message>
            <source>{0} photo(s) will be written</source>
            <translation>{0} Foto(s) zu schreiben</translation>
        </message>
        <message>
            <source>{0} photos are below your identity floor. You accepted them by hand, so they are exported.</source>
            <translation>{0} Fotos liegen unter Ihrer Untergrenze der Identität. Sie haben sie von Hand angenommen, also werden sie exportiert.</translation>
        </message>
        <message>
            <source>{0} ready, {1} with a note, {2} to look at</source>
            <translation>{0} bereit, {1} mit Hinweis, {2} anzusehen</translation>
        </message>
        <message>
            <source>{0} to look at</source>
            <translation>{0} anzusehen</translation>
        </message>
        <message>
            <source>{0} written to “{1}”. Originals unchanged.</source>
            <translation>{0} nach „{1}“ geschrieben. Originale unverändert.</translation>
        </message>
        <message>
            <source>{0}, {1} failed</source>
            <translation>{0}, {1} fehlgeschlagen</translation>
        </message>
    </context>
    <context>
        <name>ExportRun</name>
        <message>
            <source>An export goes on; wait for it or cancel it first.</source>
            <translation>Ein Export ist im Gang; warten Sie ihn ab oder brechen Sie ihn zuerst ab.</translation>
        </message>
    </context>
    <context>
        <name>ExportTable</name>
        <message>
            <source>What will be written</source>
            <translation>Was geschrieben wird</translation>
        </message>
    </context>
    <context>
        <name>Filmstrip</name>
        <message numerus="yes">
            <source>%n photo(s)</source>
            <translation>
                <numerusform>%n Foto</numerusform>
                <numerusform>%n Fotos</numerusform>
            </translation>
        </message>
        <message>
            <source>Order</source>
            <translation>Reihenfolge</translation>
        </message>
        <message>
            <source>Show</source>
            <translation>Zeigen</translation>
        </message>
    </context>
    <context>
        <name>FilmstripView</name>
        <message>
            <source>Filmstrip</source>
            <translation>Filmstreifen</translation>
        </message>
    </context>
    <context>
        <name>Flag</name>
        <message>
            <source>Accepted</source>
            <translation>Angenommen</translation>
        </message>
        <message>
            <source>Rejected</source>
            <translation>Abgelehnt</translation>
        </message>
        <message>
            <source>Unset</source>
            <translation>Ohne Markierung</translation>
        </message>
    </context>
    <context>
        <name>Floor</name>
        <message>
            <source>floor</source>
            <translation>Untergrenze</translation>
        </message>
    </context>
    <context>
        <name>FloorGrid</name>
        <message numerus="yes">
            <source>%n accepted by hand.</source>
            <translation>
                <numerusform>%n von Hand angenommen.</numerusform>
                <numerusform>%n von Hand angenommen.</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n rejected.</source>
            <translation>
                <numerusform>%n abgelehnt.</numerusform>
                <numerusform>%n abgelehnt.</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>Below the floor: %n photo(s)</source>
            <translation>
                <numerusform>Unter der Untergrenze: %n Foto</numerusform>
                <numerusform>Unter der Untergrenze: %n Fotos</numerusform>
            </translation>
        </message>
        <message>
            <source>Held back until you look.</source>
            <translation>Zurückgehalten, bis Sie nachsehen.</translation>
        </message>
        <message>
            <source>Lowest: {0}, {1}</source>
            <translation>Niedrigste: {0}, {1}</translation>
        </message>
        <message>
            <source>Nothing below the floor</source>
            <translation>Nichts unter der Untergrenze</translation>
        </message>
    </context>
    <context>
        <name>FloorLine</name>
        <message>
            <source>Floor of identity</source>
            <translation>Untergrenze der Identität</translation>
        </message>
        <message>
            <source>Floor of identity, {0}</source>
            <translation>Untergrenze der Identität, {0}</translation>
        </message>
        <message>
            <source>Floor {0}, drag or type</source>
            <translation>Untergrenze {0}, ziehen oder tippen</translation>
        </message>
        <message>
            <source>Results below the floor are held back. Drag, or arrow keys, or type a number.</source>
            <translation>Ergebnisse unter der Untergrenze werden zurückgehalten. Ziehen, Pfeiltasten oder eine Zahl tippen.</translation>
        </message>
    </context>
    <context>
        <name>GridView</name>
        <message>
            <source>Photos</source>
            <translation>Fotos</translation>
        </message>
    </context>
    <context>
        <name>Histogram</name>
        <message>
            <source>Drag the floor, move it by arrow keys, or press Enter and type</source>
            <translation>Untergrenze ziehen, mit Pfeiltasten bewegen, oder Eingabe drücken und tippen</translation>
        </message>
        <message>
            <source>Floor of identity</source>
            <translation>Untergrenze der Identität</translation>
        </message>
        <message>
            <source>Identity over the shoot, floor {0}, {1} of {2} below</source>
            <translation>Identität im Shooting, Untergrenze {0}, {1} von {2} darunter</translation>
        </message>
    </context>
    <context>
        <name>IdentityPanel</name>
        <message>
            <source>Get a model…</source>
            <translation>Modell holen…</translation>
        </message>
        <message>
            <source>Identity is not measured: no identity model. AuraFace v1 may be used for paid work. Until then see face-crop SSIM and landmark displacement.</source>
            <translation>Die Identität wird nicht gemessen: kein Identitätsmodell. AuraFace v1 darf für bezahlte Arbeit verwendet werden. Bis dahin helfen SSIM des Gesichts und Versatz der Gesichtspunkte.</translation>
        </message>
        <message>
            <source>The result is being measured.</source>
            <translation>Das Ergebnis wird gemessen.</translation>
        </message>
        <message>
            <source>The result is kept, and exported only if you accept it.</source>
            <translation>Das Ergebnis bleibt erhalten und wird nur exportiert, wenn Sie es annehmen.</translation>
        </message>
        <message>
            <source>You accepted it; it will be exported.</source>
            <translation>Sie haben es angenommen; es wird exportiert.</translation>
        </message>
        <message>
            <source>You rejected it; it will not be exported.</source>
            <translation>Sie haben es abgelehnt; es wird nicht exportiert.</translation>
        </message>
        <message>
            <source>identity, floor {0}</source>
            <translation>Identität, Untergrenze {0}</translation>
        </message>
        <message>
            <source>{0} is being run.</source>
            <translation>{0} wird bearbeitet.</translation>
        </message>
        <message>
            <source>{0} was not run yet.</source>
            <translation>{0} wurde noch nicht bearbeitet.</translation>
        </message>
        <message>
            <source>{0}: identity {1} is below your floor of {2}.</source>
            <translation>{0}: Identität {1} liegt unter Ihrer Untergrenze von {2}.</translation>
        </message>
    </context>
    <context>
        <name>KeysLine</name>
        <message>
            <source>accept</source>
            <translation>annehmen</translation>
        </message>
        <message>
            <source>and next</source>
            <translation>und weiter</translation>
        </message>
        <message>
            <source>loupe</source>
            <translation>Lupe</translation>
        </message>
        <message>
            <source>reject</source>
            <translation>ablehnen</translation>
        </message>
        <message>
            <source>stronger</source>
            <translation>stärker</translation>
        </message>
        <message>
            <source>to 5 stars</source>
            <translation>bis 5 Sterne</translation>
        </message>
        <message>
            <source>undo</source>
            <translation>rückgängig</translation>
        </message>
        <message>
            <source>unset</source>
            <translation>ohne Markierung</translation>
        </message>
        <message>
            <source>weaker</source>
            <translation>schwächer</translation>
        </message>
    </context>
    <context>
        <name>KeysPage</name>
        <message>
            <source>All keys</source>
            <translation>Alle Tasten</translation>
        </message>
        <message>
            <source>Change…</source>
            <translation>Ändern…</translation>
        </message>
        <message>
            <source>Command</source>
            <translation>Befehl</translation>
        </message>
        <message>
            <source>Keys</source>
            <translation>Tasten</translation>
        </message>
        <message>
            <source>Leave as it is</source>
            <translation>So lassen</translation>
        </message>
        <message>
            <source>Press keys… Esc: leave, Delete: none</source>
            <translation>Tasten drücken… Esc: lassen, Entf: keine</translation>
        </message>
        <message>
            <source>Reset</source>
            <translation>Zurücksetzen</translation>
        </message>
        <message>
            <source>Reset all</source>
            <translation>Alle zurücksetzen</translation>
        </message>
        <message>
            <source>Search by words or keys</source>
            <translation>Nach Wörtern oder Tasten suchen</translation>
        </message>
        <message>
            <source>These keys are fixed. Nothing was changed.</source>
            <translation>Diese Tasten sind fest. Nichts wurde geändert.</translation>
        </message>
        <message>
            <source>These keys are fixed: they move in every list.</source>
            <translation>Diese Tasten sind fest: sie bewegen in jeder Liste.</translation>
        </message>
        <message>
            <source>Use for "{0}"</source>
            <translation>Für „{0}“ verwenden</translation>
        </message>
        <message>
            <source>none</source>
            <translation>keine</translation>
        </message>
        <message>
            <source>{0} (changed)</source>
            <translation>{0} (geändert)</translation>
        </message>
        <message>
            <source>{0} already does "{1}".</source>
            <translation>{0} macht schon „{1}“.</translation>
        </message>
    </context>
    <context>
        <name>Leaving</name>
        <message>
            <source>The photos in hand are being finished…</source>
            <translation>Die Fotos in Arbeit werden beendet…</translation>
        </message>
    </context>
    <context>
        <name>LegendBar</name>
        <message>
            <source>Arrows {0} × as long</source>
            <translation>Pfeile {0} × so lang</translation>
        </message>
        <message>
            <source>Dashed: edge of the edit</source>
            <translation>Gestrichelt: Rand der Bearbeitung</translation>
        </message>
        <message>
            <source>Difference</source>
            <translation>Unterschied</translation>
        </message>
        <message>
            <source>Factor {0}</source>
            <translation>Faktor {0}</translation>
        </message>
        <message>
            <source>How much arrows and differences are enlarged</source>
            <translation>Wie stark Pfeile und Unterschiede vergrößert sind</translation>
        </message>
        <message>
            <source>Legend of the maps</source>
            <translation>Legende der Karten</translation>
        </message>
        <message>
            <source>Movement</source>
            <translation>Bewegung</translation>
        </message>
        <message>
            <source>Nothing moves</source>
            <translation>Nichts bewegt sich</translation>
        </message>
        <message>
            <source>Outside it: under 0.5 px</source>
            <translation>Außerhalb: unter 0,5 px</translation>
        </message>
        <message>
            <source>Show</source>
            <translation>Zeigen</translation>
        </message>
        <message>
            <source>What the difference overlay shows</source>
            <translation>Was die Unterschiedskarte zeigt</translation>
        </message>
        <message>
            <source>{0} % of pixels unchanged</source>
            <translation>{0} % der Pixel unverändert</translation>
        </message>
    </context>
    <context>
        <name>Locating</name>
        <message numerus="yes">
            <source>%n photo(s) changed since then.</source>
            <translation>
                <numerusform>%n Foto hat sich seither geändert.</numerusform>
                <numerusform>%n Fotos haben sich seither geändert.</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n photo(s) taken out of the shoot; undo brings them back with their decisions</source>
            <translation>
                <numerusform>%n Foto aus dem Shooting genommen; Rückgängig holt es mit seinen Entscheidungen zurück</numerusform>
                <numerusform>%n Fotos aus dem Shooting genommen; Rückgängig holt sie mit ihren Entscheidungen zurück</numerusform>
            </translation>
        </message>
        <message>
            <source>Binding “{0}” to {1}…</source>
            <translation>„{0}“ wird an {1} gebunden…</translation>
        </message>
        <message>
            <source>Choose another folder…</source>
            <translation>Anderen Ordner wählen…</translation>
        </message>
        <message>
            <source>Locate…</source>
            <translation>Suchen…</translation>
        </message>
        <message>
            <source>Looking for the photos in {0}…</source>
            <translation>Die Fotos werden in {0} gesucht…</translation>
        </message>
        <message>
            <source>None of the {0} photos of “{1}” is in {2}.</source>
            <translation>Keines der {0} Fotos von „{1}“ liegt in {2}.</translation>
        </message>
        <message>
            <source>None of {0} photos was found in {1}. Nothing was changed.</source>
            <translation>Keines von {0} Fotos wurde in {1} gefunden. Es wurde nichts geändert.</translation>
        </message>
        <message>
            <source>Not there: {0}.</source>
            <translation>Nicht da: {0}.</translation>
        </message>
        <message numerus="yes">
            <source>Of %n photo(s) only the name is the same.</source>
            <translation>
                <numerusform>Bei %n Foto ist nur der Name derselbe.</numerusform>
                <numerusform>Bei %n Fotos ist nur der Name derselbe.</numerusform>
            </translation>
        </message>
        <message>
            <source>Only {0} of the {1} photos of “{2}” are in {3}.</source>
            <translation>Nur {0} der {1} Fotos von „{2}“ liegen in {3}.</translation>
        </message>
        <message>
            <source>Open as a new shoot</source>
            <translation>Als neues Shooting öffnen</translation>
        </message>
        <message>
            <source>Remove from shoot</source>
            <translation>Aus dem Shooting nehmen</translation>
        </message>
        <message>
            <source>They are not run. Their decisions are kept and hold again when the files are back.</source>
            <translation>Sie laufen nicht mit. Ihre Entscheidungen bleiben erhalten und gelten wieder, sobald die Dateien zurück sind.</translation>
        </message>
        <message>
            <source>Those made there</source>
            <translation>Die dort getroffenen</translation>
        </message>
        <message>
            <source>Those of “{0}”</source>
            <translation>Die von „{0}“</translation>
        </message>
        <message>
            <source>What was decided in the other record is kept beside it, as *.aside.</source>
            <translation>Was in der anderen Aufzeichnung entschieden wurde, liegt daneben, als *.aside.</translation>
        </message>
        <message>
            <source>{0} Nothing was changed.</source>
            <translation>{0} Es wurde nichts geändert.</translation>
        </message>
        <message>
            <source>{0} Nothing was changed: its decisions stay with it.</source>
            <translation>{0} Es wurde nichts geändert: Die Entscheidungen bleiben bei ihm.</translation>
        </message>
        <message>
            <source>{0} and {1} more</source>
            <translation>{0} und {1} weitere</translation>
        </message>
        <message>
            <source>{0} is in the shoot already, with decisions of its own; both stay as they are.</source>
            <translation>{0} ist schon im Shooting, mit eigenen Entscheidungen; beide bleiben, wie sie sind.</translation>
        </message>
        <message>
            <source>{0} of {1} photos were found in {2}, with every decision.</source>
            <translation>{0} von {1} Fotos wurden in {2} gefunden, mit jeder Entscheidung.</translation>
        </message>
        <message>
            <source>{0} was opened as a shoot of its own already: {1} photos, {2} of them with decisions or results. The two are not mixed. Which decisions hold?</source>
            <translation>{0} wurde schon als eigenes Shooting geöffnet: {1} Fotos, davon {2} mit Entscheidungen oder Ergebnissen. Beides wird nicht vermischt. Welche Entscheidungen gelten?</translation>
        </message>
    </context>
    <context>
        <name>Loupe</name>
        <message>
            <source>Loupe</source>
            <translation>Lupe</translation>
        </message>
    </context>
    <context>
        <name>Menus</name>
        <message>
            <source>&amp;Edit</source>
            <translation>&amp;Bearbeiten</translation>
        </message>
        <message>
            <source>&amp;File</source>
            <translation>&amp;Datei</translation>
        </message>
        <message>
            <source>&amp;Help</source>
            <translation>&amp;Hilfe</translation>
        </message>
        <message>
            <source>&amp;Photo</source>
            <translation>&amp;Foto</translation>
        </message>
        <message>
            <source>&amp;Run</source>
            <translation>&amp;Lauf</translation>
        </message>
        <message>
            <source>&amp;Tools</source>
            <translation>&amp;Werkzeuge</translation>
        </message>
        <message>
            <source>&amp;View</source>
            <translation>&amp;Ansicht</translation>
        </message>
        <message>
            <source>About MirrorPPR Desktop</source>
            <translation>Über MirrorPPR Desktop</translation>
        </message>
        <message>
            <source>All faces</source>
            <translation>Alle Gesichter</translation>
        </message>
        <message>
            <source>All work stays on this computer</source>
            <translation>Alle Arbeit bleibt auf diesem Computer</translation>
        </message>
        <message>
            <source>Copy diagnostics</source>
            <translation>Diagnose kopieren</translation>
        </message>
        <message>
            <source>F&amp;ace</source>
            <translation>&amp;Gesicht</translation>
        </message>
        <message>
            <source>Face {0}</source>
            <translation>Gesicht {0}</translation>
        </message>
        <message>
            <source>Reset all faces</source>
            <translation>Alle Gesichter zurücksetzen</translation>
        </message>
        <message>
            <source>Reset face {0}</source>
            <translation>Gesicht {0} zurücksetzen</translation>
        </message>
        <message>
            <source>Show file</source>
            <translation>Datei zeigen</translation>
        </message>
        <message>
            <source>Show result</source>
            <translation>Ergebnis zeigen</translation>
        </message>
        <message>
            <source>Stars</source>
            <translation>Sterne</translation>
        </message>
    </context>
    <context>
        <name>ModelCatalogue</name>
        <message>
            <source>33 points of a body</source>
            <translation>33 Punkte eines Körpers</translation>
        </message>
        <message>
            <source>468 points of a face and 10 of its irises</source>
            <translation>468 Punkte eines Gesichts und 10 seiner Iris</translation>
        </message>
        <message>
            <source>AuraFace v1</source>
            <translation>AuraFace v1</translation>
        </message>
        <message>
            <source>Body outline</source>
            <translation>Körperumriss</translation>
        </message>
        <message>
            <source>Body points</source>
            <translation>Körperpunkte</translation>
        </message>
        <message>
            <source>Face detection</source>
            <translation>Gesichtserkennung</translation>
        </message>
        <message>
            <source>Face mesh</source>
            <translation>Gesichtsnetz</translation>
        </message>
        <message>
            <source>Google publishes MediaPipe and its models under the Apache License 2.0. Paid work is allowed.</source>
            <translation>Google veröffentlicht MediaPipe und seine Modelle unter der Apache-Lizenz 2.0. Bezahlte Arbeit ist erlaubt.</translation>
        </message>
        <message>
            <source>InsightFace allows its models, and all that was trained on the same data, for non-commercial research alone. If a client pays for the photos, use AuraFace v1 or SFace: they do the same and are free for paid work.</source>
            <translation>InsightFace erlaubt seine Modelle, und alles, was auf denselben Daten trainiert wurde, nur für nicht kommerzielle Forschung. Wenn ein Kunde die Fotos bezahlt, nehmen Sie AuraFace v1 oder SFace: Sie leisten dasselbe und sind für bezahlte Arbeit frei.</translation>
        </message>
        <message>
            <source>MirrorPPR</source>
            <translation>MirrorPPR</translation>
        </message>
        <message>
            <source>No weights are published, so there is no licence yet. What you train yourself on your own pairs is yours.</source>
            <translation>Es sind keine Gewichte veröffentlicht, also gibt es noch keine Lizenz. Was Sie selbst mit eigenen Paaren trainieren, gehört Ihnen.</translation>
        </message>
        <message>
            <source>Person detection</source>
            <translation>Personenerkennung</translation>
        </message>
        <message>
            <source>SFace</source>
            <translation>SFace</translation>
        </message>
        <message>
            <source>The OpenCV Model Zoo publishes SFace under the Apache License 2.0. Paid work is allowed.</source>
            <translation>Der OpenCV Model Zoo veröffentlicht SFace unter der Apache-Lizenz 2.0. Bezahlte Arbeit ist erlaubt.</translation>
        </message>
        <message>
            <source>buffalo_l</source>
            <translation>buffalo_l</translation>
        </message>
        <message>
            <source>fal publishes AuraFace v1 under the Apache License 2.0 and says that it was trained on commercially and publicly available data. Paid work is allowed. The file answers like an ArcFace model.</source>
            <translation>fal veröffentlicht AuraFace v1 unter der Apache-Lizenz 2.0 und gibt an, dass es mit kommerziell und öffentlich verfügbaren Daten trainiert wurde. Bezahlte Arbeit ist erlaubt. Die Datei antwortet wie ein ArcFace-Modell.</translation>
        </message>
        <message>
            <source>finds a person, before the body points are measured</source>
            <translation>findet eine Person, bevor die Körperpunkte vermessen werden</translation>
        </message>
        <message>
            <source>finds faces, small and far ones too, on overlapping tiles</source>
            <translation>findet Gesichter, auch kleine und ferne, auf überlappenden Kacheln</translation>
        </message>
        <message>
            <source>identity similarity</source>
            <translation>Ähnlichkeit der Identität</translation>
        </message>
        <message>
            <source>identity similarity, small</source>
            <translation>Ähnlichkeit der Identität, klein</translation>
        </message>
        <message>
            <source>the diffusion engine; the engine Transfer needs none</source>
            <translation>die Diffusions-Engine; die Engine Transfer braucht keine</translation>
        </message>
        <message>
            <source>which pixels are person: the silhouette</source>
            <translation>welche Pixel zur Person gehören: die Silhouette</translation>
        </message>
    </context>
    <context>
        <name>ModelDetails</name>
        <message>
            <source>About this model</source>
            <translation>Über dieses Modell</translation>
        </message>
    </context>
    <context>
        <name>Models</name>
        <message>
            <source>Asks first, then fetches the file</source>
            <translation>Fragt zuerst und holt dann die Datei</translation>
        </message>
        <message>
            <source>Come with the program</source>
            <translation>Im Programm enthalten</translation>
        </message>
        <message>
            <source>Connection log</source>
            <translation>Verbindungsprotokoll</translation>
        </message>
        <message>
            <source>Connections so far: {0}.</source>
            <translation>Verbindungen bisher: {0}.</translation>
        </message>
        <message>
            <source>Copy path</source>
            <translation>Pfad kopieren</translation>
        </message>
        <message>
            <source>Copy sha256</source>
            <translation>sha256 kopieren</translation>
        </message>
        <message>
            <source>Damaged</source>
            <translation>Beschädigt</translation>
        </message>
        <message>
            <source>Download…</source>
            <translation>Laden…</translation>
        </message>
        <message>
            <source>File</source>
            <translation>Datei</translation>
        </message>
        <message>
            <source>Folder</source>
            <translation>Ordner</translation>
        </message>
        <message>
            <source>Format</source>
            <translation>Format</translation>
        </message>
        <message>
            <source>From: {0}</source>
            <translation>Von: {0}</translation>
        </message>
        <message>
            <source>I have read the licence</source>
            <translation>Ich habe die Lizenz gelesen</translation>
        </message>
        <message>
            <source>I have read the licence and will not use this model for paid work</source>
            <translation>Ich habe die Lizenz gelesen und verwende dieses Modell nicht für bezahlte Arbeit</translation>
        </message>
        <message>
            <source>Identity similarity: one is enough</source>
            <translation>Ähnlichkeit der Identität: eines genügt</translation>
        </message>
        <message>
            <source>Import again…</source>
            <translation>Neu importieren…</translation>
        </message>
        <message>
            <source>Import…</source>
            <translation>Importieren…</translation>
        </message>
        <message>
            <source>Licence</source>
            <translation>Lizenz</translation>
        </message>
        <message>
            <source>Licence unknown</source>
            <translation>Lizenz unbekannt</translation>
        </message>
        <message>
            <source>MirrorPPR engine: Transfer works without</source>
            <translation>MirrorPPR: die Übertragung kommt ohne aus</translation>
        </message>
        <message>
            <source>Missing</source>
            <translation>Fehlt</translation>
        </message>
        <message>
            <source>Model</source>
            <translation>Modell</translation>
        </message>
        <message>
            <source>Models</source>
            <translation>Modelle</translation>
        </message>
        <message>
            <source>Models folder: {0}, {1} free</source>
            <translation>Ordner der Modelle: {0}, {1} frei</translation>
        </message>
        <message>
            <source>Name</source>
            <translation>Name</translation>
        </message>
        <message>
            <source>Network</source>
            <translation>Netzwerk</translation>
        </message>
        <message>
            <source>Network settings…</source>
            <translation>Netzwerkeinstellungen…</translation>
        </message>
        <message>
            <source>No weights published</source>
            <translation>Keine Gewichte veröffentlicht</translation>
        </message>
        <message>
            <source>Non-commercial</source>
            <translation>Nicht kommerziell</translation>
        </message>
        <message>
            <source>Not compared yet</source>
            <translation>Noch nicht verglichen</translation>
        </message>
        <message>
            <source>Nothing is fetched. Models are imported as files.</source>
            <translation>Nichts wird geholt. Modelle werden als Dateien importiert.</translation>
        </message>
        <message>
            <source>ONNX, no external data</source>
            <translation>ONNX, ohne äußere Daten</translation>
        </message>
        <message>
            <source>Off</source>
            <translation>Aus</translation>
        </message>
        <message>
            <source>On</source>
            <translation>An</translation>
        </message>
        <message>
            <source>Opens {0} in your browser</source>
            <translation>Öffnet {0} in Ihrem Browser</translation>
        </message>
        <message>
            <source>Paid work allowed</source>
            <translation>Bezahlte Arbeit erlaubt</translation>
        </message>
        <message>
            <source>Pause</source>
            <translation>Anhalten</translation>
        </message>
        <message>
            <source>Paused</source>
            <translation>Angehalten</translation>
        </message>
        <message>
            <source>Present, locked</source>
            <translation>Vorhanden, gesperrt</translation>
        </message>
        <message>
            <source>Published</source>
            <translation>Veröffentlicht</translation>
        </message>
        <message>
            <source>Read licence…</source>
            <translation>Lizenz lesen…</translation>
        </message>
        <message>
            <source>Ready</source>
            <translation>Bereit</translation>
        </message>
        <message>
            <source>Ready, in use</source>
            <translation>Bereit, in Gebrauch</translation>
        </message>
        <message>
            <source>Remove…</source>
            <translation>Entfernen…</translation>
        </message>
        <message>
            <source>Resume…</source>
            <translation>Fortsetzen…</translation>
        </message>
        <message>
            <source>Show folder</source>
            <translation>Ordner zeigen</translation>
        </message>
        <message>
            <source>Size</source>
            <translation>Größe</translation>
        </message>
        <message>
            <source>Source</source>
            <translation>Quelle</translation>
        </message>
        <message>
            <source>State</source>
            <translation>Zustand</translation>
        </message>
        <message>
            <source>Stop using</source>
            <translation>Nicht mehr verwenden</translation>
        </message>
        <message>
            <source>Take the copy</source>
            <translation>Die Kopie nehmen</translation>
        </message>
        <message>
            <source>TensorFlow Lite</source>
            <translation>TensorFlow Lite</translation>
        </message>
        <message>
            <source>The network is off. Turn it on in the settings, or import the file.</source>
            <translation>Das Netzwerk ist aus. Schalten Sie es in den Einstellungen ein, oder importieren Sie die Datei.</translation>
        </message>
        <message>
            <source>There has been no connection</source>
            <translation>Es gab keine Verbindung</translation>
        </message>
        <message>
            <source>Tick that you have read the licence first</source>
            <translation>Bestätigen Sie zuerst, dass Sie die Lizenz gelesen haben</translation>
        </message>
        <message>
            <source>Unlock</source>
            <translation>Entsperren</translation>
        </message>
        <message>
            <source>Use</source>
            <translation>Verwenden</translation>
        </message>
        <message>
            <source>Use for identity</source>
            <translation>Für Identität verwenden</translation>
        </message>
        <message>
            <source>Used only for a download that you start, after it asked.</source>
            <translation>Nur für ein Herunterladen, das Sie beginnen, nach einer Frage.</translation>
        </message>
        <message>
            <source>Verify</source>
            <translation>Prüfen</translation>
        </message>
        <message>
            <source>Where to get it…</source>
            <translation>Bezugsquelle…</translation>
        </message>
        <message>
            <source>While it is in use, “Non-commercial” stands in the status bar and in every export report.</source>
            <translation>Solange es in Gebrauch ist, steht „Nicht kommerziell“ in der Statuszeile und in jedem Exportbericht.</translation>
        </message>
        <message>
            <source>a copy of another program is on this computer</source>
            <translation>eine Kopie eines anderen Programms ist auf diesem Computer</translation>
        </message>
        <message>
            <source>and will not use this model for paid work</source>
            <translation>und verwende dieses Modell nicht für bezahlte Arbeit</translation>
        </message>
        <message>
            <source>bytes</source>
            <translation>Bytes</translation>
        </message>
        <message>
            <source>comes with the program</source>
            <translation>im Programm enthalten</translation>
        </message>
        <message>
            <source>hash differs: not loaded</source>
            <translation>Prüfsumme weicht ab: nicht geladen</translation>
        </message>
        <message>
            <source>install the program again</source>
            <translation>das Programm neu installieren</translation>
        </message>
        <message>
            <source>its bytes are compared before use</source>
            <translation>seine Bytes werden vor Gebrauch verglichen</translation>
        </message>
        <message>
            <source>no file</source>
            <translation>keine Datei</translation>
        </message>
        <message>
            <source>none</source>
            <translation>keine</translation>
        </message>
        <message>
            <source>not published</source>
            <translation>nicht veröffentlicht</translation>
        </message>
        <message>
            <source>not read yet</source>
            <translation>noch nicht gelesen</translation>
        </message>
        <message>
            <source>put it into {0}</source>
            <translation>legen Sie sie in {0}</translation>
        </message>
        <message>
            <source>put yours into {0}</source>
            <translation>legen Sie Ihre in {0}</translation>
        </message>
        <message>
            <source>read and accept the licence to use it</source>
            <translation>Lizenz lesen und annehmen, um es zu verwenden</translation>
        </message>
        <message>
            <source>safetensors</source>
            <translation>safetensors</translation>
        </message>
        <message>
            <source>sha256</source>
            <translation>sha256</translation>
        </message>
        <message>
            <source>sha256 {0}, compared {1}</source>
            <translation>sha256 {0}, verglichen {1}</translation>
        </message>
        <message>
            <source>sha256 {0}, none is published; read {1}</source>
            <translation>sha256 {0}, keine ist veröffentlicht; gelesen {1}</translation>
        </message>
        <message>
            <source>today</source>
            <translation>heute</translation>
        </message>
        <message>
            <source>{0} of {1}</source>
            <translation>{0} von {1}</translation>
        </message>
        <message>
            <source>{0} of {1} are kept</source>
            <translation>{0} von {1} sind erhalten</translation>
        </message>
        <message>
            <source>{0}, as published</source>
            <translation>{0}, wie veröffentlicht</translation>
        </message>
        <message>
            <source>{0}, none is published</source>
            <translation>{0}, keine ist veröffentlicht</translation>
        </message>
        <message>
            <source>{0}, not the published one</source>
            <translation>{0}, nicht die veröffentlichte</translation>
        </message>
    </context>
    <context>
        <name>ModelsPage</name>
        <message>
            <source>Comparing</source>
            <translation>Wird verglichen</translation>
        </message>
        <message>
            <source>Copy model files into their place</source>
            <translation>Modelldateien an ihren Platz kopieren</translation>
        </message>
        <message>
            <source>Download</source>
            <translation>Herunterladen</translation>
        </message>
        <message>
            <source>Download {0}, {1}, {2}, from {3}? The host is told the name of the file and nothing else.</source>
            <translation>{0}, {1}, {2}, von {3} herunterladen? Der Server erfährt den Namen der Datei und sonst nichts.</translation>
        </message>
        <message>
            <source>Downloading</source>
            <translation>Wird heruntergeladen</translation>
        </message>
        <message>
            <source>Import again…</source>
            <translation>Neu importieren…</translation>
        </message>
        <message>
            <source>Import file…</source>
            <translation>Datei importieren…</translation>
        </message>
        <message>
            <source>Import folder…</source>
            <translation>Ordner importieren…</translation>
        </message>
        <message>
            <source>Import it again.</source>
            <translation>Importieren Sie es neu.</translation>
        </message>
        <message>
            <source>Import model files</source>
            <translation>Modelldateien importieren</translation>
        </message>
        <message>
            <source>Import the models of a folder</source>
            <translation>Die Modelle eines Ordners importieren</translation>
        </message>
        <message>
            <source>Importing {0}</source>
            <translation>{0} wird importiert</translation>
        </message>
        <message>
            <source>Install the program again.</source>
            <translation>Installieren Sie das Programm neu.</translation>
        </message>
        <message>
            <source>Keep it</source>
            <translation>Behalten</translation>
        </message>
        <message>
            <source>Look for model files in a folder and below it</source>
            <translation>In einem Ordner und darunter nach Modelldateien suchen</translation>
        </message>
        <message>
            <source>Models</source>
            <translation>Modelle</translation>
        </message>
        <message>
            <source>Models (*.onnx *.safetensors);;All files (*)</source>
            <translation>Modelle (*.onnx *.safetensors);;Alle Dateien (*)</translation>
        </message>
        <message>
            <source>Not now</source>
            <translation>Nicht jetzt</translation>
        </message>
        <message>
            <source>Read every file and compare its hash</source>
            <translation>Jede Datei lesen und ihre Prüfsumme vergleichen</translation>
        </message>
        <message>
            <source>Remove</source>
            <translation>Entfernen</translation>
        </message>
        <message>
            <source>Remove {0}? {1} is deleted from the folder of models; the original stays where it was.</source>
            <translation>{0} entfernen? {1} wird aus dem Ordner der Modelle gelöscht; das Original bleibt, wo es war.</translation>
        </message>
        <message>
            <source>Show folder</source>
            <translation>Ordner zeigen</translation>
        </message>
        <message>
            <source>Stop</source>
            <translation>Anhalten</translation>
        </message>
        <message>
            <source>The path of {0} was copied.</source>
            <translation>Der Pfad von {0} wurde kopiert.</translation>
        </message>
        <message>
            <source>The sha256 of {0} was copied.</source>
            <translation>Die sha256 von {0} wurde kopiert.</translation>
        </message>
        <message>
            <source>Verify all</source>
            <translation>Alle prüfen</translation>
        </message>
        <message>
            <source>the one that it was imported with</source>
            <translation>die beim Importieren</translation>
        </message>
        <message>
            <source>{0} cannot be made: {1}</source>
            <translation>{0} kann nicht angelegt werden: {1}</translation>
        </message>
        <message>
            <source>{0} is here and locked until you have read its licence.</source>
            <translation>{0} ist hier und gesperrt, bis Sie die Lizenz gelesen haben.</translation>
        </message>
        <message>
            <source>{0} is here, its hash is the published one.</source>
            <translation>{0} ist hier, seine Prüfsumme ist die veröffentlichte.</translation>
        </message>
        <message>
            <source>{0} is here. No hash is published for it, so nothing vouches for it; its sha256 is {1}.</source>
            <translation>{0} ist hier. Dafür ist keine Prüfsumme veröffentlicht, also bürgt nichts dafür; seine sha256 ist {1}.</translation>
        </message>
        <message>
            <source>{0} ready. The engine Transfer needs none of the rest.</source>
            <translation>{0} bereit. Die Übertragung braucht von den anderen keines.</translation>
        </message>
        <message>
            <source>{0} was not loaded: its hash is {1} instead of {2}. {3}</source>
            <translation>{0} wurde nicht geladen: die Prüfsumme ist {1} statt {2}. {3}</translation>
        </message>
    </context>
    <context>
        <name>MovementLegend</name>
        <message>
            <source>Movement in pixels of the file: dark is 0, bright is {0} px</source>
            <translation>Bewegung in Pixeln der Datei: dunkel ist 0, hell ist {0} px</translation>
        </message>
    </context>
    <context>
        <name>Note</name>
        <message>
            <source>Close this note</source>
            <translation>Diesen Hinweis schließen</translation>
        </message>
    </context>
    <context>
        <name>Openings</name>
        <message>
            <source>A run goes on. Cancel it or wait for its end before another shoot is opened.</source>
            <translation>Ein Lauf ist im Gange. Brechen Sie ihn ab oder warten Sie sein Ende ab, bevor ein anderes Shooting geöffnet wird.</translation>
        </message>
        <message>
            <source>An exemplar pair is two photos; {0} were chosen.</source>
            <translation>Ein Vorlagenpaar sind zwei Fotos; gewählt wurden {0}.</translation>
        </message>
        <message>
            <source>{0} is not there. Is its drive connected?</source>
            <translation>{0} ist nicht da. Ist das Laufwerk angeschlossen?</translation>
        </message>
        <message>
            <source>{0} will be used for the shoot that you open</source>
            <translation>{0} wird für das Shooting verwendet, das Sie öffnen</translation>
        </message>
    </context>
    <context>
        <name>OperationSlider</name>
        <message>
            <source>Drag, or arrow keys (Shift: coarse). Double click or Delete: as in the pair, again: zero.</source>
            <translation>Ziehen oder Pfeiltasten (Umschalt: grob). Doppelklick oder Entf: wie im Paar, noch einmal: null.</translation>
        </message>
        <message>
            <source>off</source>
            <translation>aus</translation>
        </message>
        <message>
            <source>off, {0} kept</source>
            <translation>aus, {0} behalten</translation>
        </message>
        <message>
            <source>pair {0}</source>
            <translation>Paar {0}</translation>
        </message>
        <message>
            <source>plus {0}</source>
            <translation>plus {0}</translation>
        </message>
    </context>
    <context>
        <name>Operations</name>
        <message>
            <source>Broaden shoulders</source>
            <translation>Schultern verbreitern</translation>
        </message>
        <message>
            <source>Decrease eye distance</source>
            <translation>Augenabstand verringern</translation>
        </message>
        <message>
            <source>Decrease eye height</source>
            <translation>Augenhöhe verringern</translation>
        </message>
        <message>
            <source>Decrease eye width</source>
            <translation>Augenbreite verringern</translation>
        </message>
        <message>
            <source>Decrease eyebrow distance</source>
            <translation>Brauenabstand verringern</translation>
        </message>
        <message>
            <source>Depress temples</source>
            <translation>Schläfen vertiefen</translation>
        </message>
        <message>
            <source>Enlarge eyes</source>
            <translation>Augen vergrößern</translation>
        </message>
        <message>
            <source>Enlarge mouth</source>
            <translation>Mund vergrößern</translation>
        </message>
        <message>
            <source>Enlarge nose</source>
            <translation>Nase vergrößern</translation>
        </message>
        <message>
            <source>Enlarge nose tip</source>
            <translation>Nasenspitze vergrößern</translation>
        </message>
        <message>
            <source>Fill temples</source>
            <translation>Schläfen füllen</translation>
        </message>
        <message>
            <source>Increase eye distance</source>
            <translation>Augenabstand vergrößern</translation>
        </message>
        <message>
            <source>Increase eye height</source>
            <translation>Augenhöhe vergrößern</translation>
        </message>
        <message>
            <source>Increase eye width</source>
            <translation>Augenbreite vergrößern</translation>
        </message>
        <message>
            <source>Increase eyebrow distance</source>
            <translation>Brauenabstand vergrößern</translation>
        </message>
        <message>
            <source>Lengthen chin</source>
            <translation>Kinn verlängern</translation>
        </message>
        <message>
            <source>Lengthen nose</source>
            <translation>Nase verlängern</translation>
        </message>
        <message>
            <source>Lower mouth corners</source>
            <translation>Mundwinkel senken</translation>
        </message>
        <message>
            <source>Move eyebrows downward</source>
            <translation>Brauen nach unten</translation>
        </message>
        <message>
            <source>Move eyebrows upward</source>
            <translation>Brauen nach oben</translation>
        </message>
        <message>
            <source>Move eyes downward</source>
            <translation>Augen nach unten</translation>
        </message>
        <message>
            <source>Move eyes upward</source>
            <translation>Augen nach oben</translation>
        </message>
        <message>
            <source>Move mouth downward</source>
            <translation>Mund nach unten</translation>
        </message>
        <message>
            <source>Move mouth upward</source>
            <translation>Mund nach oben</translation>
        </message>
        <message>
            <source>Narrow mouth</source>
            <translation>Mund verschmälern</translation>
        </message>
        <message>
            <source>Narrow nasal alae</source>
            <translation>Nasenflügel verschmälern</translation>
        </message>
        <message>
            <source>Narrow nose bridge</source>
            <translation>Nasenrücken verschmälern</translation>
        </message>
        <message>
            <source>Narrow shoulders</source>
            <translation>Schultern verschmälern</translation>
        </message>
        <message>
            <source>Plump lips</source>
            <translation>Lippen voller</translation>
        </message>
        <message>
            <source>Raise mouth corners</source>
            <translation>Mundwinkel heben</translation>
        </message>
        <message>
            <source>Round face</source>
            <translation>Gesicht runder</translation>
        </message>
        <message>
            <source>Sharpen face</source>
            <translation>Gesicht schmaler</translation>
        </message>
        <message>
            <source>Sharpen jawline</source>
            <translation>Kinnlinie schärfer</translation>
        </message>
        <message>
            <source>Shorten chin</source>
            <translation>Kinn verkürzen</translation>
        </message>
        <message>
            <source>Shorten nose</source>
            <translation>Nase verkürzen</translation>
        </message>
        <message>
            <source>Shrink eyes</source>
            <translation>Augen verkleinern</translation>
        </message>
        <message>
            <source>Shrink mouth</source>
            <translation>Mund verkleinern</translation>
        </message>
        <message>
            <source>Shrink nose</source>
            <translation>Nase verkleinern</translation>
        </message>
        <message>
            <source>Shrink nose tip</source>
            <translation>Nasenspitze verkleinern</translation>
        </message>
        <message>
            <source>Slim arms</source>
            <translation>Arme schlanker</translation>
        </message>
        <message>
            <source>Slim legs</source>
            <translation>Beine schlanker</translation>
        </message>
        <message>
            <source>Slim waist</source>
            <translation>Taille schlanker</translation>
        </message>
        <message>
            <source>Square jawline</source>
            <translation>Kinnlinie kantiger</translation>
        </message>
        <message>
            <source>Square shoulders</source>
            <translation>Schultern gerader</translation>
        </message>
        <message>
            <source>Thicken arms</source>
            <translation>Arme kräftiger</translation>
        </message>
        <message>
            <source>Thicken eyebrows</source>
            <translation>Brauen dichter</translation>
        </message>
        <message>
            <source>Thin eyebrows</source>
            <translation>Brauen dünner</translation>
        </message>
        <message>
            <source>Thin lips</source>
            <translation>Lippen schmaler</translation>
        </message>
        <message>
            <source>Widen mouth</source>
            <translation>Mund verbreitern</translation>
        </message>
        <message>
            <source>Widen nasal alae</source>
            <translation>Nasenflügel verbreitern</translation>
        </message>
        <message>
            <source>Widen nose bridge</source>
            <translation>Nasenrücken verbreitern</translation>
        </message>
    </context>
    <context>
        <name>OperationsPanel</name>
        <message>
            <source>All faces</source>
            <translation>Alle Gesichter</translation>
        </message>
        <message>
            <source>All</source>
            <translation>Alle</translation>
        </message>
        <message>
            <source>As in the pair</source>
            <translation>Wie im Paar</translation>
        </message>
        <message>
            <source>Basic operations</source>
            <translation>Grundlegende Operationen</translation>
        </message>
        <message>
            <source>Body</source>
            <translation>Körper</translation>
        </message>
        <message>
            <source>Choose the face</source>
            <translation>Gesicht wählen</translation>
        </message>
        <message>
            <source>Choose the face whose operations are shown</source>
            <translation>Das Gesicht wählen, dessen Operationen gezeigt werden</translation>
        </message>
        <message>
            <source>Do the same to the whole shoot</source>
            <translation>Mit dem ganzen Shooting dasselbe tun</translation>
        </message>
        <message>
            <source>Drag, or arrow keys (Shift: coarse). Double click or Delete: as in the pair, again: zero.</source>
            <translation>Ziehen oder Pfeiltasten (Umschalt: grob). Doppelklick oder Entf: wie im Paar, noch einmal: null.</translation>
        </message>
        <message>
            <source>Face {0}</source>
            <translation>Gesicht {0}</translation>
        </message>
        <message>
            <source>Keep this retouch as a .mplook file</source>
            <translation>Diese Retusche als .mplook-Datei behalten</translation>
        </message>
        <message>
            <source>Load look…</source>
            <translation>Look laden…</translation>
        </message>
        <message>
            <source>More of the face</source>
            <translation>Mehr am Gesicht</translation>
        </message>
        <message>
            <source>More: {0} operations at zero</source>
            <translation>Mehr: {0} Operationen auf null</translation>
        </message>
        <message>
            <source>Move a slider first: there is no retouch yet</source>
            <translation>Bewegen Sie zuerst einen Regler: es gibt noch keine Retusche</translation>
        </message>
        <message>
            <source>Not on this photo: {0}.</source>
            <translation>Nicht auf diesem Foto: {0}.</translation>
        </message>
        <message>
            <source>Nothing was set by hand</source>
            <translation>Nichts wurde von Hand eingestellt</translation>
        </message>
        <message>
            <source>Operations</source>
            <translation>Operationen</translation>
        </message>
        <message>
            <source>Save look…</source>
            <translation>Look sichern…</translation>
        </message>
        <message>
            <source>Selection ({0})</source>
            <translation>Auswahl ({0})</translation>
        </message>
        <message>
            <source>Take back what was set by hand</source>
            <translation>Von Hand Eingestelltes zurücknehmen</translation>
        </message>
        <message>
            <source>This photo</source>
            <translation>Dieses Foto</translation>
        </message>
        <message>
            <source>Use as exemplar</source>
            <translation>Als Vorlage verwenden</translation>
        </message>
        <message>
            <source>Use the retouch of a .mplook file instead of a pair</source>
            <translation>Die Retusche einer .mplook-Datei statt eines Paars verwenden</translation>
        </message>
        <message>
            <source>Whom a change concerns</source>
            <translation>Wen eine Änderung betrifft</translation>
        </message>
        <message>
            <source>face {0}</source>
            <translation>Gesicht {0}</translation>
        </message>
        <message>
            <source>it gets settings of its own</source>
            <translation>es bekommt eigene Einstellungen</translation>
        </message>
        <message>
            <source>photos with settings of their own keep them</source>
            <translation>Fotos mit eigenen Einstellungen behalten sie</translation>
        </message>
        <message>
            <source>the selected photos</source>
            <translation>die ausgewählten Fotos</translation>
        </message>
        <message>
            <source>this face cannot take it</source>
            <translation>dieses Gesicht lässt sie nicht zu</translation>
        </message>
        <message>
            <source>this photo does not show the part of the body that it moves</source>
            <translation>dieses Foto zeigt den Teil des Körpers nicht, den sie bewegt</translation>
        </message>
        <message>
            <source>{0}, {1} set</source>
            <translation>{0}, {1} eingestellt</translation>
        </message>
    </context>
    <context>
        <name>PageTools</name>
        <message>
            <source>Fit</source>
            <translation>Alles</translation>
        </message>
        <message>
            <source>More tools</source>
            <translation>Weitere Werkzeuge</translation>
        </message>
        <message>
            <source>Photo</source>
            <translation>Foto</translation>
        </message>
        <message>
            <source>Run</source>
            <translation>Lauf</translation>
        </message>
    </context>
    <context>
        <name>PairCard</name>
        <message>
            <source>After</source>
            <translation>Nachher</translation>
        </message>
        <message>
            <source>Before</source>
            <translation>Vorher</translation>
        </message>
        <message>
            <source>Before and after are the wrong way round: swap them</source>
            <translation>Vorher und nachher sind vertauscht: umtauschen</translation>
        </message>
        <message>
            <source>Choose another pair, or work without one</source>
            <translation>Ein anderes Paar wählen oder ohne eines arbeiten</translation>
        </message>
        <message>
            <source>Choose another…</source>
            <translation>Anderes wählen…</translation>
        </message>
        <message>
            <source>Comparing before and after</source>
            <translation>Vorher und nachher werden verglichen</translation>
        </message>
        <message>
            <source>Exemplar pair</source>
            <translation>Vorlagenpaar</translation>
        </message>
        <message>
            <source>Hide movement map</source>
            <translation>Bewegungskarte ausblenden</translation>
        </message>
        <message>
            <source>Learn the pair all the same; sidecars and report tell that you said so</source>
            <translation>Das Paar trotzdem lernen; Begleitdateien und Bericht nennen, dass Sie es gesagt haben</translation>
        </message>
        <message>
            <source>Look</source>
            <translation>Look</translation>
        </message>
        <message>
            <source>More for the exemplar pair</source>
            <translation>Mehr zum Vorlagenpaar</translation>
        </message>
        <message>
            <source>Movement map, longest {0} px</source>
            <translation>Bewegungskarte, längste {0} px</translation>
        </message>
        <message>
            <source>Only {0} of the change in {1} could be named; trust {2}. The rest is carried as it is. Look at a few photos before a run.</source>
            <translation>Nur {0} der Änderung in {1} konnten benannt werden; Vertrauen {2}. Der Rest wird übertragen, wie er ist. Sehen Sie einige Fotos an, bevor Sie alle bearbeiten.</translation>
        </message>
        <message>
            <source>Remove</source>
            <translation>Entfernen</translation>
        </message>
        <message>
            <source>Run on photos from all over the shoot, and look at those results</source>
            <translation>Fotos aus dem ganzen Shooting bearbeiten und diese Ergebnisse ansehen</translation>
        </message>
        <message>
            <source>Same person</source>
            <translation>Dieselbe Person</translation>
        </message>
        <message>
            <source>Show movement map</source>
            <translation>Bewegungskarte zeigen</translation>
        </message>
        <message>
            <source>Swap</source>
            <translation>Tauschen</translation>
        </message>
        <message>
            <source>That both show one person was said by you.</source>
            <translation>Dass beide eine Person zeigen, haben Sie gesagt.</translation>
        </message>
        <message>
            <source>What it does</source>
            <translation>Was er tut</translation>
        </message>
        <message>
            <source>What was set</source>
            <translation>Was eingestellt wurde</translation>
        </message>
        <message>
            <source>{0} alone is no pair: drop both photos together.</source>
            <translation>{0} allein ist kein Paar: legen Sie beide Fotos zusammen ab.</translation>
        </message>
        <message>
            <source>{0} shows {1} faces; face {2} was measured.</source>
            <translation>{0} zeigt {1} Gesichter; Gesicht {2} wurde gemessen.</translation>
        </message>
    </context>
    <context>
        <name>PairFindings</name>
        <message>
            <source>Drift</source>
            <translation>Versatz</translation>
        </message>
        <message>
            <source>Drift {0}</source>
            <translation>Versatz {0}</translation>
        </message>
        <message>
            <source>Hide tone, drift and rest</source>
            <translation>Ton, Versatz und Rest ausblenden</translation>
        </message>
        <message>
            <source>It could also be: {0}</source>
            <translation>Es könnte auch sein: {0}</translation>
        </message>
        <message>
            <source>Least sure: {0}, {1}.</source>
            <translation>Am wenigsten sicher: {0}, {1}.</translation>
        </message>
        <message>
            <source>No operation by name</source>
            <translation>Keine Operation mit Namen</translation>
        </message>
        <message>
            <source>Rest</source>
            <translation>Rest</translation>
        </message>
        <message>
            <source>Rest {0}</source>
            <translation>Rest {0}</translation>
        </message>
        <message>
            <source>Show tone, drift and rest</source>
            <translation>Ton, Versatz und Rest zeigen</translation>
        </message>
        <message>
            <source>Tone</source>
            <translation>Ton</translation>
        </message>
        <message>
            <source>Tone {0}</source>
            <translation>Ton {0}</translation>
        </message>
        <message>
            <source>What was found</source>
            <translation>Was gefunden wurde</translation>
        </message>
        <message>
            <source>left alone</source>
            <translation>unverändert</translation>
        </message>
        <message>
            <source>none</source>
            <translation>keine</translation>
        </message>
        <message>
            <source>{0} has no name, carried as it is</source>
            <translation>{0} haben keinen Namen, übertragen, wie sie sind</translation>
        </message>
        <message>
            <source>{0} of the change has no name.</source>
            <translation>{0} der Änderung haben keinen Namen.</translation>
        </message>
        <message>
            <source>{0} of the movement in the pair; strength 1 is the largest natural edit</source>
            <translation>{0} der Bewegung im Paar; Stärke 1 ist die größte natürliche Bearbeitung</translation>
        </message>
        <message>
            <source>{0} px, removed</source>
            <translation>{0} px, entfernt</translation>
        </message>
        <message>
            <source>{0} sure</source>
            <translation>{0} sicher</translation>
        </message>
        <message>
            <source>{0}, or {1}</source>
            <translation>{0}, oder {1}</translation>
        </message>
    </context>
    <context>
        <name>PairZones</name>
        <message>
            <source>After</source>
            <translation>Nachher</translation>
        </message>
        <message>
            <source>Before</source>
            <translation>Vorher</translation>
        </message>
        <message>
            <source>Choose two photos…</source>
            <translation>Zwei Fotos wählen…</translation>
        </message>
        <message>
            <source>Either order: file dates and names tell which is which.</source>
            <translation>In beliebiger Reihenfolge: Datum und Name der Dateien sagen, welches welches ist.</translation>
        </message>
        <message>
            <source>drop the untouched photo</source>
            <translation>das unbearbeitete Foto ablegen</translation>
        </message>
        <message>
            <source>drop your retouched version</source>
            <translation>Ihre retuschierte Fassung ablegen</translation>
        </message>
        <message>
            <source>now the other photo</source>
            <translation>jetzt das andere Foto</translation>
        </message>
    </context>
    <context>
        <name>Pane</name>
        <message>
            <source>Ctrl and wheel zooms both, drag moves both, double click fits both</source>
            <translation>Strg und Rad vergrößert beide, Ziehen bewegt beide, Doppelklick passt beide ein</translation>
        </message>
        <message>
            <source>Picture {0}</source>
            <translation>Bild {0}</translation>
        </message>
    </context>
    <context>
        <name>Panes</name>
        <message>
            <source>Before</source>
            <translation>Vorher</translation>
        </message>
    </context>
    <context>
        <name>PhotoActions</name>
        <message numerus="yes">
            <source>%n star(s)</source>
            <translation>
                <numerusform>%n Stern</numerusform>
                <numerusform>%n Sterne</numerusform>
            </translation>
        </message>
        <message>
            <source>Accept</source>
            <translation>Annehmen</translation>
        </message>
        <message>
            <source>Copy settings</source>
            <translation>Einstellungen kopieren</translation>
        </message>
        <message>
            <source>Paste settings</source>
            <translation>Einstellungen einfügen</translation>
        </message>
        <message>
            <source>Reject</source>
            <translation>Ablehnen</translation>
        </message>
        <message>
            <source>Stronger by 1 %</source>
            <translation>Um 1 % stärker</translation>
        </message>
        <message>
            <source>Stronger by 5 %</source>
            <translation>Um 5 % stärker</translation>
        </message>
        <message>
            <source>Unset</source>
            <translation>Ohne Markierung</translation>
        </message>
        <message>
            <source>Weaker by 1 %</source>
            <translation>Um 1 % schwächer</translation>
        </message>
        <message>
            <source>Weaker by 5 %</source>
            <translation>Um 5 % schwächer</translation>
        </message>
        <message>
            <source>paste settings</source>
            <translation>Einstellungen einfügen</translation>
        </message>
        <message>
            <source>strength</source>
            <translation>Stärke</translation>
        </message>
        <message>
            <source>{0} and go to the next</source>
            <translation>{0} und zum nächsten</translation>
        </message>
    </context>
    <context>
        <name>PhotoFilter</name>
        <message numerus="yes">
            <source>%n star(s)</source>
            <translation>
                <numerusform>%n Stern</numerusform>
                <numerusform>%n Sterne</numerusform>
            </translation>
        </message>
        <message>
            <source>Accepted</source>
            <translation>Angenommen</translation>
        </message>
        <message>
            <source>All</source>
            <translation>Alle</translation>
        </message>
        <message>
            <source>As opened</source>
            <translation>Wie geöffnet</translation>
        </message>
        <message>
            <source>Capture time</source>
            <translation>Aufnahmezeit</translation>
        </message>
        <message>
            <source>Done</source>
            <translation>Fertig</translation>
        </message>
        <message>
            <source>Failed</source>
            <translation>Fehlgeschlagen</translation>
        </message>
        <message>
            <source>Held back</source>
            <translation>Zurückgehalten</translation>
        </message>
        <message>
            <source>Identity, lowest first</source>
            <translation>Identität, niedrigste zuerst</translation>
        </message>
        <message>
            <source>Missing</source>
            <translation>Fehlt</translation>
        </message>
        <message>
            <source>Name</source>
            <translation>Name</translation>
        </message>
        <message>
            <source>Photos that the look was tried on</source>
            <translation>Fotos, an denen der Look ausprobiert wurde</translation>
        </message>
        <message>
            <source>Rejected</source>
            <translation>Abgelehnt</translation>
        </message>
        <message>
            <source>Size of change, largest first</source>
            <translation>Größe der Änderung, größte zuerst</translation>
        </message>
        <message>
            <source>Stars, most first</source>
            <translation>Sterne, meiste zuerst</translation>
        </message>
        <message>
            <source>Unset</source>
            <translation>Ohne Markierung</translation>
        </message>
        <message>
            <source>Waiting</source>
            <translation>Wartet</translation>
        </message>
        <message>
            <source>Working</source>
            <translation>In Arbeit</translation>
        </message>
    </context>
    <context>
        <name>PhotoGrid</name>
        <message numerus="yes">
            <source>%n photo(s) are hidden by the filter.</source>
            <translation>
                <numerusform>%n Foto ist vom Filter verborgen.</numerusform>
                <numerusform>%n Fotos sind vom Filter verborgen.</numerusform>
            </translation>
        </message>
        <message>
            <source>1 photo is hidden by the filter.</source>
            <translation>1 Foto ist vom Filter verborgen.</translation>
        </message>
        <message>
            <source>Clear filter</source>
            <translation>Filter aufheben</translation>
        </message>
        <message>
            <source>No photo matches “{0}”.</source>
            <translation>Kein Foto passt zu „{0}“.</translation>
        </message>
        <message>
            <source>No photos here yet. Drop a folder, or choose one. JPEG, TIFF, PNG and camera RAW.</source>
            <translation>Hier sind noch keine Fotos. Legen Sie einen Ordner ab, oder wählen Sie einen. JPEG, TIFF, PNG und Kamera-RAW.</translation>
        </message>
    </context>
    <context>
        <name>PhotoMenu</name>
        <message>
            <source>Locate…</source>
            <translation>Suchen…</translation>
        </message>
        <message numerus="yes">
            <source>Remove %n missing photo(s) from shoot</source>
            <translation>
                <numerusform>%n fehlendes Foto aus dem Shooting nehmen</numerusform>
                <numerusform>%n fehlende Fotos aus dem Shooting nehmen</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>Retry %n failed photo(s)</source>
            <translation>
                <numerusform>%n fehlgeschlagenes Foto wiederholen</numerusform>
                <numerusform>%n fehlgeschlagene Fotos wiederholen</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>Run on %n photo(s)</source>
            <translation>
                <numerusform>Auf %n Foto anwenden</numerusform>
                <numerusform>Auf %n Fotos anwenden</numerusform>
            </translation>
        </message>
        <message>
            <source>Show file</source>
            <translation>Datei zeigen</translation>
        </message>
        <message>
            <source>Show result</source>
            <translation>Ergebnis zeigen</translation>
        </message>
    </context>
    <context>
        <name>PhotoState</name>
        <message numerus="yes">
            <source>%n star(s)</source>
            <translation>
                <numerusform>%n Stern</numerusform>
                <numerusform>%n Sterne</numerusform>
            </translation>
        </message>
        <message>
            <source>Done</source>
            <translation>Fertig</translation>
        </message>
        <message>
            <source>Edited by hand</source>
            <translation>Von Hand bearbeitet</translation>
        </message>
        <message>
            <source>Failed</source>
            <translation>Fehlgeschlagen</translation>
        </message>
        <message>
            <source>File missing</source>
            <translation>Datei fehlt</translation>
        </message>
        <message>
            <source>Held back</source>
            <translation>Zurückgehalten</translation>
        </message>
        <message>
            <source>Not run yet</source>
            <translation>Noch nicht bearbeitet</translation>
        </message>
        <message>
            <source>Skipped</source>
            <translation>Übersprungen</translation>
        </message>
        <message>
            <source>Waiting</source>
            <translation>Wartet</translation>
        </message>
        <message>
            <source>Working</source>
            <translation>In Arbeit</translation>
        </message>
        <message>
            <source>being measured</source>
            <translation>wird gemessen</translation>
        </message>
        <message>
            <source>identity {0}</source>
            <translation>Identität {0}</translation>
        </message>
        <message>
            <source>no identity model</source>
            <translation>kein Identitätsmodell</translation>
        </message>
        <message>
            <source>{0} is not in “{1}” any more. It is not run. Its decisions are kept and hold again when the file is back.</source>
            <translation>{0} ist nicht mehr in „{1}“. Es läuft nicht mit. Die Entscheidungen bleiben erhalten und gelten wieder, sobald die Datei zurück ist.</translation>
        </message>
    </context>
    <context>
        <name>PinnedBefore</name>
        <message>
            <source>Before</source>
            <translation>Vorher</translation>
        </message>
        <message>
            <source>The untouched photo</source>
            <translation>Das unbearbeitete Foto</translation>
        </message>
    </context>
    <context>
        <name>Preferences</name>
        <message>
            <source>it is damaged</source>
            <translation>sie ist beschädigt</translation>
        </message>
        <message>
            <source>it is of a newer version of the program</source>
            <translation>sie stammt von einer neueren Fassung des Programms</translation>
        </message>
        <message>
            <source>{0} could not be used: {1}. It is kept as {2}; the defaults are used.</source>
            <translation>{0} war nicht verwendbar: {1}. Die Datei bleibt als {2} erhalten; es gelten die Voreinstellungen.</translation>
        </message>
        <message>
            <source>{0} could not be written: {1}. The change holds until the program ends.</source>
            <translation>{0} konnte nicht geschrieben werden: {1}. Die Änderung gilt, bis das Programm endet.</translation>
        </message>
        <message>
            <source>{0}: {1} could not be used; the default is used instead.</source>
            <translation>{0}: {1} war nicht verwendbar; stattdessen gilt die Voreinstellung.</translation>
        </message>
    </context>
    <context>
        <name>ProgressLine</name>
        <message>
            <source>{0} failed</source>
            <translation>{0} fehlgeschlagen</translation>
        </message>
        <message>
            <source>{0} of {1} done</source>
            <translation>{0} von {1} fertig</translation>
        </message>
    </context>
    <context>
        <name>QWidget</name>
        <message numerus="yes">
            <source>%n photo(s) are left</source>
            <translation>
                <numerusform>%n Foto ist übrig</numerusform>
                <numerusform>%n Fotos sind übrig</numerusform>
            </translation>
        </message>
        <message>
            <source>, about {0}</source>
            <translation>, etwa {0}</translation>
        </message>
        <message>
            <source>A run goes on</source>
            <translation>Ein Lauf ist im Gang</translation>
        </message>
        <message>
            <source>Cancel the run</source>
            <translation>Lauf abbrechen</translation>
        </message>
        <message>
            <source>Cancel the run?</source>
            <translation>Den Lauf abbrechen?</translation>
        </message>
        <message>
            <source>Choose the folder of the export</source>
            <translation>Ordner für den Export wählen</translation>
        </message>
        <message>
            <source>Choose two photos: untouched and retouched, in either order</source>
            <translation>Zwei Fotos wählen: unbearbeitet und retuschiert, in beliebiger Reihenfolge</translation>
        </message>
        <message>
            <source>Everything that is done is on disk. The rest can be run later.</source>
            <translation>Alles Fertige ist gesichert. Der Rest kann später bearbeitet werden.</translation>
        </message>
        <message>
            <source>Finish these photos and quit</source>
            <translation>Diese Fotos beenden und schließen</translation>
        </message>
        <message>
            <source>Go on</source>
            <translation>Weiterlaufen lassen</translation>
        </message>
        <message>
            <source>Keep running in the tray</source>
            <translation>Im Infobereich weiterarbeiten</translation>
        </message>
        <message>
            <source>Load a look</source>
            <translation>Look laden</translation>
        </message>
        <message>
            <source>Lose it</source>
            <translation>Verwerfen</translation>
        </message>
        <message>
            <source>Make room on the disk and wait a moment, or lose it. Results are not touched.</source>
            <translation>Schaffen Sie Platz auf dem Laufwerk und warten Sie einen Moment, oder verwerfen Sie es. Ergebnisse bleiben unberührt.</translation>
        </message>
        <message>
            <source>Not everything is on disk</source>
            <translation>Nicht alles ist gespeichert</translation>
        </message>
        <message>
            <source>Open a shoot</source>
            <translation>Shooting öffnen</translation>
        </message>
        <message>
            <source>Photos ({0})</source>
            <translation>Fotos ({0})</translation>
        </message>
        <message>
            <source>Save the look</source>
            <translation>Look sichern</translation>
        </message>
        <message>
            <source>Stay</source>
            <translation>Bleiben</translation>
        </message>
        <message>
            <source>What you decided last in {0} could not be written: {1}.</source>
            <translation>Was Sie zuletzt in {0} entschieden haben, konnte nicht geschrieben werden: {1}.</translation>
        </message>
        <message>
            <source>Where is {0} now?</source>
            <translation>Wo ist {0} jetzt?</translation>
        </message>
        <message>
            <source>{0} photos stay done. {1} stay untouched and can be run later.</source>
            <translation>{0} Fotos bleiben fertig. {1} bleiben unberührt und können später bearbeitet werden.</translation>
        </message>
    </context>
    <context>
        <name>Recent</name>
        <message>
            <source>Folder not found: %1</source>
            <translation>Ordner nicht gefunden: %1</translation>
        </message>
        <message>
            <source>Folder not found: drive "%1" is not connected</source>
            <translation>Ordner nicht gefunden: Laufwerk „%1“ ist nicht angeschlossen</translation>
        </message>
        <message>
            <source>today %1</source>
            <translation>heute %1</translation>
        </message>
        <message>
            <source>yesterday</source>
            <translation>gestern</translation>
        </message>
    </context>
    <context>
        <name>RecentRow</name>
        <message>
            <source>Exported {0}</source>
            <translation>Exportiert {0}</translation>
        </message>
        <message>
            <source>Locate…</source>
            <translation>Suchen…</translation>
        </message>
        <message>
            <source>Not run yet</source>
            <translation>Noch nicht bearbeitet</translation>
        </message>
        <message>
            <source>Open</source>
            <translation>Öffnen</translation>
        </message>
        <message>
            <source>Open in another window</source>
            <translation>In einem anderen Fenster geöffnet</translation>
        </message>
        <message>
            <source>Stopped {0}</source>
            <translation>Angehalten {0}</translation>
        </message>
        <message>
            <source>{0} done</source>
            <translation>{0} fertig</translation>
        </message>
        <message>
            <source>{0} failed</source>
            <translation>{0} fehlgeschlagen</translation>
        </message>
        <message>
            <source>{0} held back</source>
            <translation>{0} zurückgehalten</translation>
        </message>
        <message>
            <source>{0} held back for a look</source>
            <translation>{0} zur Ansicht zurückgehalten</translation>
        </message>
        <message>
            <source>{0} photo(s)</source>
            <translation>{0} Foto(s)</translation>
        </message>
        <message>
            <source>{0} waiting</source>
            <translation>{0} warten</translation>
        </message>
        <message>
            <source>{0}, rejected {1}</source>
            <translation>{0}, abgelehnt {1}</translation>
        </message>
    </context>
    <context>
        <name>ReviewBar</name>
        <message>
            <source>Any stars</source>
            <translation>Beliebige Sterne</translation>
        </message>
        <message numerus="yes">
            <source>At least %n star(s)</source>
            <translation>
                <numerusform>Mindestens %n Stern</numerusform>
                <numerusform>Mindestens %n Sterne</numerusform>
            </translation>
        </message>
        <message>
            <source>Grid</source>
            <translation>Raster</translation>
        </message>
        <message>
            <source>Loupe</source>
            <translation>Lupe</translation>
        </message>
        <message>
            <source>Size</source>
            <translation>Größe</translation>
        </message>
        <message>
            <source>Size of pictures</source>
            <translation>Größe der Bilder</translation>
        </message>
        <message>
            <source>Sort</source>
            <translation>Sortieren</translation>
        </message>
        <message>
            <source>Stars</source>
            <translation>Sterne</translation>
        </message>
        <message>
            <source>Which photos</source>
            <translation>Welche Fotos</translation>
        </message>
        <message>
            <source>all photos, key G</source>
            <translation>alle Fotos, Taste G</translation>
        </message>
        <message>
            <source>one photo, key Enter</source>
            <translation>ein Foto, Eingabetaste</translation>
        </message>
    </context>
    <context>
        <name>ReviewDock</name>
        <message>
            <source>Accept</source>
            <translation>Annehmen</translation>
        </message>
        <message>
            <source>At {0} an identity of at least {1} is expected, going by this result. A run measures it.</source>
            <translation>Bei {0} ist nach diesem Ergebnis eine Identität von mindestens {1} zu erwarten. Ein Lauf misst sie.</translation>
        </message>
        <message>
            <source>Export {0} accepted…</source>
            <translation>{0} angenommene exportieren…</translation>
        </message>
        <message>
            <source>Identity over the shoot</source>
            <translation>Identität im Shooting</translation>
        </message>
        <message>
            <source>No photo is accepted yet</source>
            <translation>Noch ist kein Foto angenommen</translation>
        </message>
        <message>
            <source>Not run again yet: what you see was made with other settings.</source>
            <translation>Noch nicht neu bearbeitet: was Sie sehen, entstand mit anderen Einstellungen.</translation>
        </message>
        <message>
            <source>Open in Shoot</source>
            <translation>Im Shooting öffnen</translation>
        </message>
        <message>
            <source>Reject</source>
            <translation>Ablehnen</translation>
        </message>
        <message>
            <source>Run again</source>
            <translation>Neu bearbeiten</translation>
        </message>
        <message numerus="yes">
            <source>Strength, %n photo(s)</source>
            <translation>
                <numerusform>Stärke, %n Foto</numerusform>
                <numerusform>Stärke, %n Fotos</numerusform>
            </translation>
        </message>
        <message>
            <source>Strength, this photo</source>
            <translation>Stärke, dieses Foto</translation>
        </message>
        <message>
            <source>Use {0}</source>
            <translation>{0} verwenden</translation>
        </message>
        <message>
            <source>strength</source>
            <translation>Stärke</translation>
        </message>
    </context>
    <context>
        <name>ReviewPage</name>
        <message>
            <source>Show all photos</source>
            <translation>Alle Fotos zeigen</translation>
        </message>
        <message numerus="yes">
            <source>The %n photo(s) that the look was tried on.</source>
            <translation>
                <numerusform>Das %n Foto, an dem der Look ausprobiert wurde.</numerusform>
                <numerusform>Die %n Fotos, an denen der Look ausprobiert wurde.</numerusform>
            </translation>
        </message>
        <message>
            <source>{0} of {1} results decided</source>
            <translation>{0} von {1} Ergebnissen entschieden</translation>
        </message>
    </context>
    <context>
        <name>Run</name>
        <message>
            <source>A worker ended before it had a photo ({0}). Another one is started.</source>
            <translation>Ein Arbeitsprozess endete, bevor er ein Foto hatte ({0}). Ein anderer wird gestartet.</translation>
        </message>
        <message>
            <source>Paused at {0} of {1}</source>
            <translation>Angehalten bei {0} von {1}</translation>
        </message>
        <message>
            <source>Running, {0} of {1}</source>
            <translation>Läuft, {0} von {1}</translation>
        </message>
        <message>
            <source>Running, {0} of {1}, {2} left</source>
            <translation>Läuft, {0} von {1}, noch {2}</translation>
        </message>
        <message>
            <source>The photo is listed as failed.</source>
            <translation>Das Foto wird als fehlgeschlagen geführt.</translation>
        </message>
        <message>
            <source>The photo is tried once more, then listed as failed.</source>
            <translation>Das Foto wird noch einmal versucht, dann als fehlgeschlagen geführt.</translation>
        </message>
        <message>
            <source>The run stopped: {0}</source>
            <translation>Der Lauf hielt an: {0}</translation>
        </message>
        <message>
            <source>The worker on {0} ended unexpectedly ({1}) and was started again.</source>
            <translation>Der Arbeitsprozess an {0} endete unerwartet ({1}) und wurde neu gestartet.</translation>
        </message>
        <message>
            <source>a fault in native code</source>
            <translation>ein Fehler in nativem Code</translation>
        </message>
        <message>
            <source>a fault in native code, or a file that was cut off while it was read</source>
            <translation>ein Fehler in nativem Code, oder eine Datei, die beim Lesen gekürzt wurde</translation>
        </message>
        <message>
            <source>an instruction that this processor does not have</source>
            <translation>ein Befehl, den dieser Prozessor nicht kennt</translation>
        </message>
        <message>
            <source>ended from outside</source>
            <translation>von außen beendet</translation>
        </message>
        <message>
            <source>exit code {0}</source>
            <translation>Exit-Code {0}</translation>
        </message>
        <message>
            <source>memory ran out, or it was ended from outside</source>
            <translation>der Speicher reichte nicht, oder er wurde von außen beendet</translation>
        </message>
        <message>
            <source>native code gave up</source>
            <translation>nativer Code gab auf</translation>
        </message>
        <message>
            <source>{0} failed</source>
            <translation>{0} fehlgeschlagen</translation>
        </message>
        <message>
            <source>{0} left</source>
            <translation>noch {0}</translation>
        </message>
        <message>
            <source>{0} of {1} done in {2}</source>
            <translation>{0} von {1} fertig in {2}</translation>
        </message>
        <message>
            <source>{0} skipped</source>
            <translation>{0} übersprungen</translation>
        </message>
        <message>
            <source>{0}. Originals unchanged; results in “{1}”.</source>
            <translation>{0}. Originale unverändert; Ergebnisse in „{1}“.</translation>
        </message>
    </context>
    <context>
        <name>RunDock</name>
        <message>
            <source>Cancel…</source>
            <translation>Abbrechen…</translation>
        </message>
        <message>
            <source>How the run stands</source>
            <translation>Wie der Lauf steht</translation>
        </message>
        <message>
            <source>In hand</source>
            <translation>In Arbeit</translation>
        </message>
        <message>
            <source>Left</source>
            <translation>Übrig</translation>
        </message>
        <message>
            <source>No progress for {0} on {1} ({2}). The others go on.</source>
            <translation>Seit {0} kein Fortschritt bei {1} ({2}). Die anderen laufen weiter.</translation>
        </message>
        <message>
            <source>Nothing: the run is over</source>
            <translation>Nichts: der Lauf ist zu Ende</translation>
        </message>
        <message>
            <source>Nothing: the run is paused</source>
            <translation>Nichts: der Lauf ist angehalten</translation>
        </message>
        <message>
            <source>Pause</source>
            <translation>Anhalten</translation>
        </message>
        <message>
            <source>Photos a minute</source>
            <translation>Fotos pro Minute</translation>
        </message>
        <message>
            <source>Resume</source>
            <translation>Fortsetzen</translation>
        </message>
        <message>
            <source>Retry</source>
            <translation>Wiederholen</translation>
        </message>
        <message>
            <source>Retry failed</source>
            <translation>Fehlgeschlagene wiederholen</translation>
        </message>
        <message>
            <source>Review {0} results</source>
            <translation>{0} Ergebnisse durchsehen</translation>
        </message>
        <message>
            <source>Settings of this run, fixed at its start</source>
            <translation>Einstellungen dieses Laufs, bei seinem Beginn festgelegt</translation>
        </message>
        <message>
            <source>Show file</source>
            <translation>Datei zeigen</translation>
        </message>
        <message>
            <source>Show log</source>
            <translation>Protokoll zeigen</translation>
        </message>
        <message>
            <source>Since start</source>
            <translation>Seit Beginn</translation>
        </message>
        <message>
            <source>Skip this photo</source>
            <translation>Dieses Foto überspringen</translation>
        </message>
        <message>
            <source>The time left follows the last {0} photos.</source>
            <translation>Die Restzeit folgt den letzten {0} Fotos.</translation>
        </message>
        <message>
            <source>The workers are getting ready</source>
            <translation>Die Arbeitsprozesse werden vorbereitet</translation>
        </message>
        <message>
            <source>Wait</source>
            <translation>Warten</translation>
        </message>
        <message>
            <source>You can close the window: it asks whether to finish these photos, go on in the tray, or stay.</source>
            <translation>Sie können das Fenster schließen: es fragt, ob diese Fotos beendet werden, im Infobereich weitergearbeitet wird oder alles bleibt.</translation>
        </message>
        <message>
            <source>of {0} photos</source>
            <translation>von {0} Fotos</translation>
        </message>
        <message>
            <source>{0} photos failed. Nothing was written for them; the originals are untouched.</source>
            <translation>{0} Fotos sind fehlgeschlagen. Für sie wurde nichts geschrieben; die Originale sind unberührt.</translation>
        </message>
        <message>
            <source>{0}: {1}. Nothing was written for this photo; the original is untouched.</source>
            <translation>{0}: {1}. Für dieses Foto wurde nichts geschrieben; das Original ist unberührt.</translation>
        </message>
    </context>
    <context>
        <name>Running</name>
        <message>
            <source>Results go to {0}</source>
            <translation>Ergebnisse kommen nach {0}</translation>
        </message>
    </context>
    <context>
        <name>SearchField</name>
        <message>
            <source>Clear</source>
            <translation>Leeren</translation>
        </message>
        <message>
            <source>Clear (Esc)</source>
            <translation>Leeren (Esc)</translation>
        </message>
        <message>
            <source>Find photos by name</source>
            <translation>Fotos nach Namen suchen</translation>
        </message>
        <message>
            <source>Name</source>
            <translation>Name</translation>
        </message>
    </context>
    <context>
        <name>Section</name>
        <message>
            <source>closed</source>
            <translation>geschlossen</translation>
        </message>
        <message>
            <source>open</source>
            <translation>geöffnet</translation>
        </message>
    </context>
    <context>
        <name>SeenPhotos</name>
        <message>
            <source>Photos of the test</source>
            <translation>Fotos des Tests</translation>
        </message>
    </context>
    <context>
        <name>SettingsPage</name>
        <message numerus="yes">
            <source>%n file(s) in use stay</source>
            <translation>
                <numerusform>%n Datei in Gebrauch bleibt</numerusform>
                <numerusform>%n Dateien in Gebrauch bleiben</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n file(s), {0}</source>
            <translation>
                <numerusform>%n Datei, {0}</numerusform>
                <numerusform>%n Dateien, {0}</numerusform>
            </translation>
        </message>
        <message>
            <source>A result whose face is less similar to its photo is held back until you have looked.</source>
            <translation>Ein Ergebnis, dessen Gesicht seinem Foto weniger ähnelt, wird zurückgehalten, bis Sie nachgesehen haben.</translation>
        </message>
        <message>
            <source>About and licences…</source>
            <translation>Über das Programm und Lizenzen…</translation>
        </message>
        <message>
            <source>All keys…</source>
            <translation>Alle Tasten…</translation>
        </message>
        <message>
            <source>Allow downloads of models</source>
            <translation>Herunterladen von Modellen erlauben</translation>
        </message>
        <message>
            <source>Another language holds from the next start of the program.</source>
            <translation>Eine andere Sprache gilt ab dem nächsten Start des Programms.</translation>
        </message>
        <message>
            <source>As the photo</source>
            <translation>Wie das Foto</translation>
        </message>
        <message>
            <source>As the system</source>
            <translation>Wie das System</translation>
        </message>
        <message>
            <source>Being emptied…</source>
            <translation>Wird geleert…</translation>
        </message>
        <message>
            <source>Being measured…</source>
            <translation>Wird gemessen…</translation>
        </message>
        <message>
            <source>Bits per channel</source>
            <translation>Bit pro Kanal</translation>
        </message>
        <message>
            <source>Cache</source>
            <translation>Zwischenspeicher</translation>
        </message>
        <message>
            <source>Copy diagnostics</source>
            <translation>Diagnose kopieren</translation>
        </message>
        <message>
            <source>Dark</source>
            <translation>Dunkel</translation>
        </message>
        <message>
            <source>Empty the cache</source>
            <translation>Zwischenspeicher leeren</translation>
        </message>
        <message>
            <source>For photos that are no JPEG; a JPEG keeps the quality that it has.</source>
            <translation>Für Fotos, die kein JPEG sind; ein JPEG behält seine Qualität.</translation>
        </message>
        <message>
            <source>Format</source>
            <translation>Format</translation>
        </message>
        <message>
            <source>Identity floor of a new shoot</source>
            <translation>Untergrenze der Identität eines neuen Shootings</translation>
        </message>
        <message>
            <source>JPEG quality</source>
            <translation>JPEG-Qualität</translation>
        </message>
        <message>
            <source>Keep where a photo was taken</source>
            <translation>Aufnahmeort behalten</translation>
        </message>
        <message>
            <source>Language</source>
            <translation>Sprache</translation>
        </message>
        <message>
            <source>Light</source>
            <translation>Hell</translation>
        </message>
        <message>
            <source>Look and language</source>
            <translation>Aussehen und Sprache</translation>
        </message>
        <message>
            <source>More</source>
            <translation>Mehr</translation>
        </message>
        <message>
            <source>Network</source>
            <translation>Netzwerk</translation>
        </message>
        <message>
            <source>Off: the program opens no connection at all. On: it opens one when you press Download on the page of models, to the address that is named there. No photo, no measurement and no count is ever sent.</source>
            <translation>Aus: das Programm öffnet keine Verbindung. An: es öffnet eine, wenn Sie auf der Seite der Modelle Herunterladen drücken, zu der dort genannten Adresse. Kein Foto, keine Messung und keine Zählung wird je gesendet.</translation>
        </message>
        <message>
            <source>Photos at the same time</source>
            <translation>Fotos zur gleichen Zeit</translation>
        </message>
        <message>
            <source>RAW becomes TIFF and WebP becomes PNG: neither is written.</source>
            <translation>RAW wird zu TIFF und WebP zu PNG: beide werden nicht geschrieben.</translation>
        </message>
        <message>
            <source>Reduce motion: nothing turns or fades, words say what goes on</source>
            <translation>Weniger Bewegung: nichts dreht sich oder blendet, Worte sagen, was geschieht</translation>
        </message>
        <message>
            <source>Results</source>
            <translation>Ergebnisse</translation>
        </message>
        <message>
            <source>Settings</source>
            <translation>Einstellungen</translation>
        </message>
        <message>
            <source>Theme</source>
            <translation>Farben</translation>
        </message>
        <message>
            <source>Thumbnails that can be made again. Results, decisions and models are not in it.</source>
            <translation>Vorschaubilder, die neu gemacht werden können. Ergebnisse, Entscheidungen und Modelle liegen nicht darin.</translation>
        </message>
        <message>
            <source>Versions, devices and the end of the log. No photo and no name of one.</source>
            <translation>Versionen, Geräte und das Ende des Protokolls. Kein Foto und kein Name eines Fotos.</translation>
        </message>
        <message>
            <source>Work</source>
            <translation>Arbeit</translation>
        </message>
        <message>
            <source>Write a sidecar beside each result, which says how it was made</source>
            <translation>Neben jedes Ergebnis eine Begleitdatei schreiben, die sagt, wie es entstand</translation>
        </message>
        <message>
            <source>as many as the computer takes</source>
            <translation>so viele, wie der Computer schafft</translation>
        </message>
        <message>
            <source>{0} freed</source>
            <translation>{0} freigegeben</translation>
        </message>
    </context>
    <context>
        <name>SettingsSide</name>
        <message>
            <source>.mirrorppr.json, to redo it on another computer</source>
            <translation>.mirrorppr.json, um es auf einem anderen Computer zu wiederholen</translation>
        </message>
        <message>
            <source>16 bits</source>
            <translation>16 Bit</translation>
        </message>
        <message>
            <source>8 bits</source>
            <translation>8 Bit</translation>
        </message>
        <message>
            <source>A JPEG from a JPEG keeps its tables, so that what was not edited loses as little as possible.</source>
            <translation>Ein JPEG aus einem JPEG behält dessen Tabellen, damit Unbearbeitetes so wenig wie möglich verliert.</translation>
        </message>
        <message>
            <source>A JPEG has 8 bits</source>
            <translation>Ein JPEG hat 8 Bit</translation>
        </message>
        <message>
            <source>Accepted</source>
            <translation>Angenommen</translation>
        </message>
        <message>
            <source>Accepted, {0}</source>
            <translation>Angenommen, {0}</translation>
        </message>
        <message>
            <source>Add a number</source>
            <translation>Nummer anhängen</translation>
        </message>
        <message>
            <source>All done</source>
            <translation>Alle fertigen</translation>
        </message>
        <message>
            <source>All photos get one name: numbers are added. {name} or {seq} would tell them apart.</source>
            <translation>Alle Fotos bekommen denselben Namen: Nummern werden angehängt. {name} oder {seq} würden sie unterscheiden.</translation>
        </message>
        <message>
            <source>All, {0}</source>
            <translation>Alle, {0}</translation>
        </message>
        <message>
            <source>As the original</source>
            <translation>Wie das Original</translation>
        </message>
        <message>
            <source>Bits</source>
            <translation>Bit</translation>
        </message>
        <message>
            <source>Colour profile</source>
            <translation>Farbprofil</translation>
        </message>
        <message>
            <source>Disclosure report</source>
            <translation>Offenlegungsbericht</translation>
        </message>
        <message>
            <source>EXIF, XMP, IPTC and the colour profile are copied.</source>
            <translation>EXIF, XMP, IPTC und das Farbprofil werden übernommen.</translation>
        </message>
        <message>
            <source>Example: {0}</source>
            <translation>Beispiel: {0}</translation>
        </message>
        <message>
            <source>File name</source>
            <translation>Dateiname</translation>
        </message>
        <message>
            <source>Folder</source>
            <translation>Ordner</translation>
        </message>
        <message>
            <source>Folder of the export</source>
            <translation>Ordner des Exports</translation>
        </message>
        <message>
            <source>Format</source>
            <translation>Format</translation>
        </message>
        <message>
            <source>HTML and CSV: operations, engine, model licence, identity</source>
            <translation>HTML und CSV: Operationen, Verfahren, Modelllizenz, Identität</translation>
        </message>
        <message>
            <source>JPEG quality</source>
            <translation>JPEG-Qualität</translation>
        </message>
        <message>
            <source>Leave the photo out</source>
            <translation>Foto auslassen</translation>
        </message>
        <message>
            <source>Metadata</source>
            <translation>Metadaten</translation>
        </message>
        <message>
            <source>No photo chosen</source>
            <translation>Kein Foto gewählt</translation>
        </message>
        <message>
            <source>Put in the {0}</source>
            <translation>{0} eingesetzt</translation>
        </message>
        <message>
            <source>Put in: {0}</source>
            <translation>Eingesetzt: {0}</translation>
        </message>
        <message>
            <source>Remove the place (GPS)</source>
            <translation>Ort entfernen (GPS)</translation>
        </message>
        <message>
            <source>Selected</source>
            <translation>Ausgewählt</translation>
        </message>
        <message>
            <source>Selected, {0}</source>
            <translation>Gewählt, {0}</translation>
        </message>
        <message>
            <source>The report is made from these files</source>
            <translation>Der Bericht wird aus diesen Dateien gemacht</translation>
        </message>
        <message>
            <source>When the name is taken</source>
            <translation>Wenn der Name vergeben ist</translation>
        </message>
        <message>
            <source>Which photos are exported</source>
            <translation>Welche Fotos exportiert werden</translation>
        </message>
        <message>
            <source>Write the retouch beside each result</source>
            <translation>Retusche neben das Ergebnis legen</translation>
        </message>
        <message>
            <source>all with a result that are not rejected or held back</source>
            <translation>alle mit Ergebnis, die nicht abgelehnt oder zurückgehalten sind</translation>
        </message>
        <message>
            <source>name of the look or of the exemplar</source>
            <translation>Name des Looks oder der Vorlage</translation>
        </message>
        <message>
            <source>name of the original</source>
            <translation>Name des Originals</translation>
        </message>
        <message>
            <source>place in the export: 001, 002, …</source>
            <translation>Platz im Export: 001, 002, …</translation>
        </message>
        <message>
            <source>stars</source>
            <translation>Sterne</translation>
        </message>
        <message>
            <source>the photos that you accepted</source>
            <translation>die Fotos, die Sie angenommen haben</translation>
        </message>
        <message>
            <source>the selected photos</source>
            <translation>die ausgewählten Fotos</translation>
        </message>
        <message>
            <source>when it was taken</source>
            <translation>Zeit der Aufnahme</translation>
        </message>
        <message>
            <source>{0} stands for nothing and stays in the names as it is.</source>
            <translation>{0} steht für nichts und bleibt in den Namen, wie es ist.</translation>
        </message>
    </context>
    <context>
        <name>Setup</name>
        <message numerus="yes">
            <source>%n photo(s)</source>
            <translation>
                <numerusform>%n Foto</numerusform>
                <numerusform>%n Fotos</numerusform>
            </translation>
        </message>
        <message>
            <source>How many</source>
            <translation>Wie viele</translation>
        </message>
        <message>
            <source>One strength</source>
            <translation>Eine Stärke</translation>
        </message>
        <message>
            <source>Other strength</source>
            <translation>Andere Stärke</translation>
        </message>
        <message>
            <source>Photos</source>
            <translation>Fotos</translation>
        </message>
        <message>
            <source>Start</source>
            <translation>Beginnen</translation>
        </message>
        <message>
            <source>The two strengths are the same</source>
            <translation>Die beiden Stärken sind gleich</translation>
        </message>
        <message>
            <source>There are no photos to draw from</source>
            <translation>Es gibt keine Fotos zum Auslosen</translation>
        </message>
        <message>
            <source>all {0}</source>
            <translation>alle {0}</translation>
        </message>
        <message>
            <source>{0} accepted</source>
            <translation>{0} angenommene</translation>
        </message>
    </context>
    <context>
        <name>SetupDock</name>
        <message>
            <source>MirrorPPR: no weights</source>
            <translation>MirrorPPR: keine Gewichte</translation>
        </message>
        <message>
            <source>None are published yet. Import yours on the page Models, or train.</source>
            <translation>Noch sind keine veröffentlicht. Importieren Sie Ihre auf der Seite Modelle, oder trainieren Sie.</translation>
        </message>
        <message>
            <source>Ready. Needs no download and no graphics card.</source>
            <translation>Bereit. Braucht kein Herunterladen und keine Grafikkarte.</translation>
        </message>
        <message>
            <source>Run on accepted ({0})</source>
            <translation>Auf angenommene anwenden ({0})</translation>
        </message>
        <message>
            <source>Run on all {0}</source>
            <translation>Auf alle {0} anwenden</translation>
        </message>
        <message>
            <source>Run on fewer photos</source>
            <translation>Auf weniger Fotos anwenden</translation>
        </message>
        <message>
            <source>Run on selection ({0})</source>
            <translation>Auf Auswahl anwenden ({0})</translation>
        </message>
        <message numerus="yes">
            <source>Transfer on the processor, %n worker(s)</source>
            <translation>
                <numerusform>Übertragung auf dem Prozessor, %n Arbeitsprozess</numerusform>
                <numerusform>Übertragung auf dem Prozessor, %n Arbeitsprozesse</numerusform>
            </translation>
        </message>
        <message>
            <source>Transfer, CPU</source>
            <translation>Übertragung, CPU</translation>
        </message>
    </context>
    <context>
        <name>Shoot</name>
        <message>
            <source>accept</source>
            <translation>annehmen</translation>
        </message>
        <message>
            <source>reject</source>
            <translation>ablehnen</translation>
        </message>
        <message>
            <source>remove from shoot</source>
            <translation>aus dem Shooting nehmen</translation>
        </message>
        <message>
            <source>same person</source>
            <translation>dieselbe Person</translation>
        </message>
        <message>
            <source>stars</source>
            <translation>Sterne</translation>
        </message>
        <message>
            <source>unset</source>
            <translation>ohne Markierung</translation>
        </message>
    </context>
    <context>
        <name>ShootPage</name>
        <message>
            <source>Choose an exemplar pair or a look first, or set sliders and press “Use as exemplar”.</source>
            <translation>Wählen Sie zuerst ein Vorlagenpaar oder einen Look, oder stellen Sie Regler und drücken Sie „Als Vorlage verwenden“.</translation>
        </message>
        <message>
            <source>Identity {0:.2f}  (floor {1:.2f})</source>
            <translation>Identität {0:.2f}  (Untergrenze {1:.2f})</translation>
        </message>
        <message>
            <source>No photos here yet. Drop a folder, or choose one. JPEG, TIFF, PNG and camera RAW.</source>
            <translation>Noch keine Fotos. Ziehen Sie einen Ordner hierher oder wählen Sie einen. JPEG, TIFF, PNG und Kamera-RAW.</translation>
        </message>
        <message>
            <source>What is set by hand is not done to other photos yet. Press “Use as exemplar” to run it on the shoot, or choose an exemplar pair or a look.</source>
            <translation>Was von Hand gestellt ist, wird noch an keinem anderen Foto gemacht. Drücken Sie „Als Vorlage verwenden“, um es auf das Shooting anzuwenden, oder wählen Sie ein Vorlagenpaar oder einen Look.</translation>
        </message>
        <message>
            <source>about {0}</source>
            <translation>etwa {0}</translation>
        </message>
        <message>
            <source>no identity model</source>
            <translation>kein Identitätsmodell</translation>
        </message>
    </context>
    <context>
        <name>SplitHandle</name>
        <message>
            <source>Drag, or use the arrow keys: 1 %, with Shift 10 %. Home or double click: centre</source>
            <translation>Ziehen oder Pfeiltasten: 1 %, mit Umschalt 10 %. Pos1 oder Doppelklick: Mitte</translation>
        </message>
        <message>
            <source>Split line between before and after</source>
            <translation>Trennlinie zwischen vorher und nachher</translation>
        </message>
    </context>
    <context>
        <name>StandIns</name>
        <message>
            <source>Face-crop SSIM</source>
            <translation>SSIM des Gesichts</translation>
        </message>
        <message>
            <source>How alike the crops of the face are, before and after: 1 is the same. Smallest of the faces.</source>
            <translation>Wie ähnlich die Gesichtsausschnitte vorher und nachher sind: 1 ist gleich. Kleinster Wert der Gesichter.</translation>
        </message>
        <message>
            <source>How far the landmarks of a face moved, on average. Largest of the faces.</source>
            <translation>Wie weit sich die Punkte eines Gesichts im Mittel bewegten. Größter Wert der Gesichter.</translation>
        </message>
        <message>
            <source>Landmark displacement</source>
            <translation>Versatz der Gesichtspunkte</translation>
        </message>
        <message>
            <source>Two stand-ins</source>
            <translation>Zwei Ersatzmaße</translation>
        </message>
        <message>
            <source>no face model needed</source>
            <translation>kein Gesichtsmodell nötig</translation>
        </message>
        <message>
            <source>{0} of eye distance</source>
            <translation>{0} des Augenabstands</translation>
        </message>
    </context>
    <context>
        <name>Stars</name>
        <message numerus="yes">
            <source>%n star(s)</source>
            <translation>
                <numerusform>%n Stern</numerusform>
                <numerusform>%n Sterne</numerusform>
            </translation>
        </message>
        <message>
            <source>Stars: keys 0 to 5</source>
            <translation>Sterne: Tasten 0 bis 5</translation>
        </message>
    </context>
    <context>
        <name>StartPage</name>
        <message>
            <source>Choose a folder…</source>
            <translation>Ordner wählen…</translation>
        </message>
        <message>
            <source>Drop a saved look (.mplook) anywhere to use it without a pair</source>
            <translation>Legen Sie einen gesicherten Look (.mplook) irgendwo ab, um ihn ohne Paar zu verwenden</translation>
        </message>
        <message>
            <source>Exemplar pair</source>
            <translation>Vorlagenpaar</translation>
        </message>
        <message>
            <source>Folder or photos</source>
            <translation>Ordner oder Fotos</translation>
        </message>
        <message>
            <source>JPEG, TIFF, PNG, camera RAW</source>
            <translation>JPEG, TIFF, PNG, Kamera-RAW</translation>
        </message>
        <message>
            <source>None yet. What you open is kept here, with every decision.</source>
            <translation>Noch keine. Was Sie öffnen, bleibt hier, mit jeder Entscheidung.</translation>
        </message>
        <message>
            <source>Open without running</source>
            <translation>Öffnen ohne zu arbeiten</translation>
        </message>
        <message>
            <source>Originals are never changed. Results are written beside them, at full size and depth.</source>
            <translation>Originale werden nie verändert. Ergebnisse werden daneben geschrieben, in voller Größe und Tiefe.</translation>
        </message>
        <message>
            <source>Recent shoots</source>
            <translation>Letzte Shootings</translation>
        </message>
        <message>
            <source>Resume</source>
            <translation>Fortsetzen</translation>
        </message>
        <message>
            <source>Retouch one portrait by hand. Do the same to the whole shoot.</source>
            <translation>Ein Porträt von Hand retuschieren. Mit dem ganzen Shooting dasselbe tun.</translation>
        </message>
        <message>
            <source>Shoot</source>
            <translation>Shooting</translation>
        </message>
        <message>
            <source>The last session ended unexpectedly. Nothing is lost.</source>
            <translation>Die letzte Sitzung endete unerwartet. Nichts ist verloren.</translation>
        </message>
        <message>
            <source>include sub-folders</source>
            <translation>mit Unterordnern</translation>
        </message>
        <message>
            <source>{0} photos were in hand and will be done again.</source>
            <translation>{0} Fotos waren in Arbeit und werden neu gemacht.</translation>
        </message>
        <message>
            <source>{0} was in hand and will be done again.</source>
            <translation>{0} war in Arbeit und wird neu gemacht.</translation>
        </message>
        <message>
            <source>{0}: {1} of {2} photos are done and on disk, every decision is kept.</source>
            <translation>{0}: {1} von {2} Fotos sind fertig und gesichert, jede Entscheidung ist erhalten.</translation>
        </message>
    </context>
    <context>
        <name>StatusLine</name>
        <message>
            <source>Identity is measured with {0}. {1}</source>
            <translation>Identität wird mit {0} gemessen. {1}</translation>
        </message>
        <message>
            <source>all keys</source>
            <translation>alle Tasten</translation>
        </message>
        <message>
            <source>compare mode</source>
            <translation>Vergleichsart</translation>
        </message>
        <message>
            <source>hold for before</source>
            <translation>gehalten: vorher</translation>
        </message>
    </context>
    <context>
        <name>Store</name>
        <message>
            <source>{0} is open in another window; it can be worked on in one at a time.</source>
            <translation>{0} ist in einem anderen Fenster geöffnet; bearbeitet werden kann es nur in einem.</translation>
        </message>
    </context>
    <context>
        <name>StrengthSlider</name>
        <message>
            <source>Drag, or arrow keys (Shift: coarse). Double click or Delete: 100 %, again: zero.</source>
            <translation>Ziehen oder Pfeiltasten (Umschalt: grob). Doppelklick oder Entf: 100 %, noch einmal: null.</translation>
        </message>
        <message>
            <source>Strength</source>
            <translation>Stärke</translation>
        </message>
        <message>
            <source>off</source>
            <translation>aus</translation>
        </message>
        <message>
            <source>{0}, more than the pair</source>
            <translation>{0}, mehr als das Paar</translation>
        </message>
    </context>
    <context>
        <name>Tag</name>
        <message>
            <source>Trust {0}, fair</source>
            <translation>Vertrauen {0}, mittel</translation>
        </message>
        <message>
            <source>Trust {0}, high</source>
            <translation>Vertrauen {0}, hoch</translation>
        </message>
        <message>
            <source>Trust {0}, weak</source>
            <translation>Vertrauen {0}, schwach</translation>
        </message>
    </context>
    <context>
        <name>ThisComputer</name>
        <message>
            <source>CPU, one photo at a time. Needs no download.</source>
            <translation>CPU, ein Foto nach dem anderen. Braucht kein Herunterladen.</translation>
        </message>
        <message>
            <source>CPU, {0} photos at once. Needs no download.</source>
            <translation>CPU, {0} Fotos zugleich. Braucht kein Herunterladen.</translation>
        </message>
        <message>
            <source>Comes with the program.</source>
            <translation>Im Programm enthalten.</translation>
        </message>
        <message>
            <source>Diagnostics</source>
            <translation>Diagnose</translation>
        </message>
        <message>
            <source>Face finding</source>
            <translation>Gesichtersuche</translation>
        </message>
        <message>
            <source>Get a model…</source>
            <translation>Modell holen…</translation>
        </message>
        <message>
            <source>Identity is not measured without a model. AuraFace v1 may be used for paid work. Until then face-crop SSIM and landmark displacement stand in.</source>
            <translation>Ohne Modell wird die Identität nicht gemessen. AuraFace v1 darf für bezahlte Arbeit verwendet werden. Bis dahin stehen SSIM des Gesichts und Versatz der Gesichtspunkte dafür.</translation>
        </message>
        <message>
            <source>Identity similarity</source>
            <translation>Ähnlichkeit der Identität</translation>
        </message>
        <message>
            <source>Import weights…</source>
            <translation>Gewichte importieren…</translation>
        </message>
        <message>
            <source>Keys to start with</source>
            <translation>Tasten für den Anfang</translation>
        </message>
        <message>
            <source>MirrorPPR engine</source>
            <translation>MirrorPPR</translation>
        </message>
        <message>
            <source>Network</source>
            <translation>Netzwerk</translation>
        </message>
        <message>
            <source>No identity model</source>
            <translation>Kein Identitätsmodell</translation>
        </message>
        <message>
            <source>No photo, face or name leaves this computer. A model download asks first and is listed in the connection log.</source>
            <translation>Kein Foto, Gesicht oder Name verlässt diesen Computer. Das Herunterladen eines Modells fragt zuvor und steht im Verbindungsprotokoll.</translation>
        </message>
        <message>
            <source>No weights</source>
            <translation>Keine Gewichte</translation>
        </message>
        <message>
            <source>Not working</source>
            <translation>Funktioniert nicht</translation>
        </message>
        <message>
            <source>Off</source>
            <translation>Aus</translation>
        </message>
        <message>
            <source>Optional. {0} No public weights exist yet: import a file, or train on your own pairs.</source>
            <translation>Freiwillig. {0} Noch gibt es keine öffentlichen Gewichte: importieren Sie eine Datei, oder trainieren Sie mit eigenen Paaren.</translation>
        </message>
        <message>
            <source>Ready</source>
            <translation>Bereit</translation>
        </message>
        <message>
            <source>Settings</source>
            <translation>Einstellungen</translation>
        </message>
        <message>
            <source>This computer</source>
            <translation>Dieser Computer</translation>
        </message>
        <message>
            <source>Transfer engine</source>
            <translation>Übertragung</translation>
        </message>
        <message>
            <source>Weights found</source>
            <translation>Gewichte gefunden</translation>
        </message>
        <message>
            <source>choose the pair</source>
            <translation>Paar wählen</translation>
        </message>
        <message>
            <source>open a shoot</source>
            <translation>Shooting öffnen</translation>
        </message>
        <message>
            <source>run</source>
            <translation>anwenden</translation>
        </message>
        <message>
            <source>show every key</source>
            <translation>alle Tasten zeigen</translation>
        </message>
        <message>
            <source>{0} found.</source>
            <translation>{0} gefunden.</translation>
        </message>
        <message>
            <source>{0}, on {1}.</source>
            <translation>{0}, auf {1}.</translation>
        </message>
    </context>
    <context>
        <name>ThumbnailDelegate</name>
        <message>
            <source>{0} held</source>
            <translation>{0} zurückgehalten</translation>
        </message>
    </context>
    <context>
        <name>TopBar</name>
        <message>
            <source>Blind test</source>
            <translation>Blindtest</translation>
        </message>
        <message>
            <source>Export</source>
            <translation>Export</translation>
        </message>
        <message>
            <source>Models</source>
            <translation>Modelle</translation>
        </message>
        <message>
            <source>Review</source>
            <translation>Durchsicht</translation>
        </message>
        <message>
            <source>Shoot</source>
            <translation>Shooting</translation>
        </message>
        <message>
            <source>Train</source>
            <translation>Training</translation>
        </message>
        <message>
            <source>Training on your own pairs comes with a later version.</source>
            <translation>Das Training mit eigenen Paaren kommt mit einer späteren Fassung.</translation>
        </message>
    </context>
    <context>
        <name>Tray</name>
        <message>
            <source>Finish these photos and quit</source>
            <translation>Diese Fotos beenden und schließen</translation>
        </message>
        <message>
            <source>Show the window</source>
            <translation>Fenster zeigen</translation>
        </message>
    </context>
    <context>
        <name>Trial</name>
        <message>
            <source>Try on 1 photo</source>
            <translation>An 1 Foto ausprobieren</translation>
        </message>
        <message>
            <source>Try on {0} photos</source>
            <translation>An {0} Fotos ausprobieren</translation>
        </message>
    </context>
    <context>
        <name>Troubles</name>
        <message>
            <source> and {0} more</source>
            <translation> und {0} weitere</translation>
        </message>
        <message>
            <source>Decisions could not be written: {0}. They are kept until this window closes; it tries again.</source>
            <translation>Entscheidungen konnten nicht geschrieben werden: {0}. Sie bleiben erhalten, bis dieses Fenster schließt; es wird erneut versucht.</translation>
        </message>
        <message>
            <source>Every decision is on disk again.</source>
            <translation>Alle Entscheidungen sind wieder gespeichert.</translation>
        </message>
        <message>
            <source>Passed over: {0} ({1}){2}</source>
            <translation>Übergangen: {0} ({1}){2}</translation>
        </message>
    </context>
    <context>
        <name>Window</name>
        <message>
            <source>Diagnostics are on the clipboard. They hold no photo and no name of one.</source>
            <translation>Die Diagnose ist in der Zwischenablage. Sie enthält kein Foto und keinen Namen eines Fotos.</translation>
        </message>
        <message>
            <source>No shoot open</source>
            <translation>Kein Shooting geöffnet</translation>
        </message>
        <message>
            <source>Redone: {0}</source>
            <translation>Wiederholt: {0}</translation>
        </message>
        <message>
            <source>Saved {0}</source>
            <translation>Gesichert {0}</translation>
        </message>
        <message>
            <source>Undone: {0}</source>
            <translation>Rückgängig: {0}</translation>
        </message>
        <message>
            <source>{0} is open</source>
            <translation>{0} ist geöffnet</translation>
        </message>
    </context>
    <context>
        <name>WorkingArc</name>
        <message>
            <source>Working</source>
            <translation>In Arbeit</translation>
        </message>
    </context>
    <context>
        <name>Workspace</name>
        <message numerus="yes">
            <source>%n photo(s) with settings of their own.</source>
            <translation>
                <numerusform>%n Foto mit eigenen Einstellungen.</numerusform>
                <numerusform>%n Fotos mit eigenen Einstellungen.</numerusform>
            </translation>
        </message>
        <message>
            <source>A run goes on; wait for it or cancel it first.</source>
            <translation>Ein Lauf ist im Gang; warten Sie ihn ab oder brechen Sie ihn zuerst ab.</translation>
        </message>
        <message>
            <source>No photo to run on: their files are missing.</source>
            <translation>Kein Foto für einen Lauf: Die Dateien fehlen.</translation>
        </message>
        <message>
            <source>Results in “{0}”.</source>
            <translation>Ergebnisse in „{0}“.</translation>
        </message>
        <message>
            <source>Settings of {0} are copied</source>
            <translation>Einstellungen von {0} sind kopiert</translation>
        </message>
        <message numerus="yes">
            <source>Settings were given to %n photo(s)</source>
            <translation>
                <numerusform>Einstellungen auf %n Foto übertragen</numerusform>
                <numerusform>Einstellungen auf %n Fotos übertragen</numerusform>
            </translation>
        </message>
        <message>
            <source>{0}, strength {1:.0f} %, Transfer on CPU, floor {2:.2f}.</source>
            <translation>{0}, Stärke {1:.0f} %, Übertragung auf der CPU, Untergrenze {2:.2f}.</translation>
        </message>
    </context>
    <context>
        <name>ZoomTools</name>
        <message>
            <source>Fit</source>
            <translation>Alles</translation>
        </message>
        <message>
            <source>One pixel of the file each</source>
            <translation>Je ein Pixel der Datei</translation>
        </message>
        <message>
            <source>Percent of the file's pixels</source>
            <translation>Prozent der Pixel der Datei</translation>
        </message>
        <message>
            <source>The whole photo</source>
            <translation>Das ganze Foto</translation>
        </message>
        <message>
            <source>Zoom</source>
            <translation>Zoom</translation>
        </message>
    </context>
    <context>
        <name>_FaceStrength</name>
        <message>
            <source>Strength, face {0}</source>
            <translation>Stärke, Gesicht {0}</translation>
        </message>
    </context>
    <context>
        <name>_Plain</name>
        <message>
            <source>After</source>
            <translation>Nachher</translation>
        </message>
        <message>
            <source>Before</source>
            <translation>Vorher</translation>
        </message>
    </context>
    <context>
        <name>_Remedies</name>
        <message>
            <source>Accept all</source>
            <translation>Alle annehmen</translation>
        </message>
        <message>
            <source>Accept all photos below the floor</source>
            <translation>Alle Fotos unter der Untergrenze annehmen</translation>
        </message>
        <message>
            <source>Lower to {0}</source>
            <translation>Auf {0} senken</translation>
        </message>
        <message>
            <source>Set the strength of all photos below the floor to {0}</source>
            <translation>Die Stärke aller Fotos unter der Untergrenze auf {0} setzen</translation>
        </message>
        <message>
            <source>Too much for these?</source>
            <translation>Zu viel für diese?</translation>
        </message>
    </context>
    <context>
        <name>_Scale</name>
        <message>
            <source>Difference, levels of 255</source>
            <translation>Unterschied, Stufen von 255</translation>
        </message>
        <message>
            <source>Difference, levels of 255, times {0}</source>
            <translation>Unterschied, Stufen von 255, mal {0}</translation>
        </message>
        <message>
            <source>Movement, pixels of the file</source>
            <translation>Bewegung, Pixel der Datei</translation>
        </message>
        <message>
            <source>Movement, pixels of the file, 0 to {0}</source>
            <translation>Bewegung, Pixel der Datei, 0 bis {0}</translation>
        </message>
        <message>
            <source>colour = length</source>
            <translation>Farbe = Länge</translation>
        </message>
        <message>
            <source>px</source>
            <translation>px</translation>
        </message>
        <message>
            <source>shown × {0}</source>
            <translation>gezeigt × {0}</translation>
        </message>
    </context>
</TS>
