<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="en" sourcelanguage="en">
    <context>
        <name>BlindDock</name>
        <message numerus="yes">
            <source>%n vote(s)</source>
            <translation>
                <numerusform>%n vote</numerusform>
                <numerusform>%n votes</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>BlindVerdict</name>
        <message numerus="yes">
            <source>%n vote(s) for one of the two</source>
            <translation>
                <numerusform>%n vote for one of the two</numerusform>
                <numerusform>%n votes for one of the two</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>Drops</name>
        <message numerus="yes">
            <source>%n more cannot be used either.</source>
            <translation>
                <numerusform>%n more cannot be used either.</numerusform>
                <numerusform>%n more cannot be used either.</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>An exemplar pair is two photos, and %n were dropped. Nothing was changed.</source>
            <translation>
                <numerusform>An exemplar pair is two photos, and %n were dropped. Nothing was changed.</numerusform>
                <numerusform>An exemplar pair is two photos, and %n were dropped. Nothing was changed.</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>Filmstrip</name>
        <message numerus="yes">
            <source>%n photo(s)</source>
            <translation>
                <numerusform>%n photo</numerusform>
                <numerusform>%n photos</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>FloorGrid</name>
        <message numerus="yes">
            <source>%n accepted by hand.</source>
            <translation>
                <numerusform>%n accepted by hand.</numerusform>
                <numerusform>%n accepted by hand.</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n rejected.</source>
            <translation>
                <numerusform>%n rejected.</numerusform>
                <numerusform>%n rejected.</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>Below the floor: %n photo(s)</source>
            <translation>
                <numerusform>Below the floor: %n photo</numerusform>
                <numerusform>Below the floor: %n photos</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>Locating</name>
        <message numerus="yes">
            <source>%n photo(s) changed since then.</source>
            <translation>
                <numerusform>%n photo changed since then.</numerusform>
                <numerusform>%n photos changed since then.</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n photo(s) taken out of the shoot; undo brings them back with their decisions</source>
            <translation>
                <numerusform>%n photo taken out of the shoot; undo brings them back with their decisions</numerusform>
                <numerusform>%n photos taken out of the shoot; undo brings them back with their decisions</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>Of %n photo(s) only the name is the same.</source>
            <translation>
                <numerusform>Of %n photo only the name is the same.</numerusform>
                <numerusform>Of %n photos only the name is the same.</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>PhotoActions</name>
        <message numerus="yes">
            <source>%n star(s)</source>
            <translation>
                <numerusform>%n star</numerusform>
                <numerusform>%n stars</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>PhotoFilter</name>
        <message numerus="yes">
            <source>%n star(s)</source>
            <translation>
                <numerusform>%n star</numerusform>
                <numerusform>%n stars</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>PhotoGrid</name>
        <message numerus="yes">
            <source>%n photo(s) are hidden by the filter.</source>
            <translation>
                <numerusform>%n photo are hidden by the filter.</numerusform>
                <numerusform>%n photos are hidden by the filter.</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>PhotoMenu</name>
        <message numerus="yes">
            <source>Remove %n missing photo(s) from shoot</source>
            <translation>
                <numerusform>Remove %n missing photo from shoot</numerusform>
                <numerusform>Remove %n missing photos from shoot</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>Retry %n failed photo(s)</source>
            <translation>
                <numerusform>Retry %n failed photo</numerusform>
                <numerusform>Retry %n failed photos</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>Run on %n photo(s)</source>
            <translation>
                <numerusform>Run on %n photo</numerusform>
                <numerusform>Run on %n photos</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>PhotoState</name>
        <message numerus="yes">
            <source>%n star(s)</source>
            <translation>
                <numerusform>%n star</numerusform>
                <numerusform>%n stars</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>QWidget</name>
        <message numerus="yes">
            <source>%n photo(s) are left</source>
            <translation>
                <numerusform>%n photo are left</numerusform>
                <numerusform>%n photos are left</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>ReviewBar</name>
        <message numerus="yes">
            <source>At least %n star(s)</source>
            <translation>
                <numerusform>At least %n star</numerusform>
                <numerusform>At least %n stars</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>ReviewDock</name>
        <message numerus="yes">
            <source>Strength, %n photo(s)</source>
            <translation>
                <numerusform>Strength, %n photo</numerusform>
                <numerusform>Strength, %n photos</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>ReviewPage</name>
        <message numerus="yes">
            <source>The %n photo(s) that the look was tried on.</source>
            <translation>
                <numerusform>The %n photo that the look was tried on.</numerusform>
                <numerusform>The %n photos that the look was tried on.</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>SettingsPage</name>
        <message numerus="yes">
            <source>%n file(s) in use stay</source>
            <translation>
                <numerusform>%n file in use stay</numerusform>
                <numerusform>%n files in use stay</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n file(s), {0}</source>
            <translation>
                <numerusform>%n file, {0}</numerusform>
                <numerusform>%n files, {0}</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>Setup</name>
        <message numerus="yes">
            <source>%n photo(s)</source>
            <translation>
                <numerusform>%n photo</numerusform>
                <numerusform>%n photos</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>SetupDock</name>
        <message numerus="yes">
            <source>Transfer on the processor, %n worker(s)</source>
            <translation>
                <numerusform>Transfer on the processor, %n worker</numerusform>
                <numerusform>Transfer on the processor, %n workers</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>Stars</name>
        <message numerus="yes">
            <source>%n star(s)</source>
            <translation>
                <numerusform>%n star</numerusform>
                <numerusform>%n stars</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>Workspace</name>
        <message numerus="yes">
            <source>%n photo(s) with settings of their own.</source>
            <translation>
                <numerusform>%n photo with settings of their own.</numerusform>
                <numerusform>%n photos with settings of their own.</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>Settings were given to %n photo(s)</source>
            <translation>
                <numerusform>Settings were given to %n photo</numerusform>
                <numerusform>Settings were given to %n photos</numerusform>
            </translation>
        </message>
    </context>
</TS>
