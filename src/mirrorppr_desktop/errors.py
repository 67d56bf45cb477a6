"""The errors that a user can be told about. A message says what happened, to which file, and what to do next."""

from __future__ import annotations

from pathlib import Path


class MirrorPPRError(Exception):
    """Base of all errors that a user can be told about.

    MirrorPPRError
    ├── PhotoError            names the file
    │   ├── NotAPhoto         not a regular file, or not an image at all
    │   ├── UnsupportedPhoto  an image of a kind that is refused by name
    │   ├── DamagedPhoto      cut off or corrupt
    │   ├── PhotoTooLarge     more pixels than the limit
    │   └── PhotoChanged      changed on disk while it was being worked on
    ├── SubjectError
    │   └── NoFaceFound
    ├── PairError             the exemplar pair cannot be used
    │   ├── DifferentPictures     it does not show one picture twice
    │   │   └── DifferentProportions  and the two have not even the same shape
    │   ├── DifferentCrop         it shows one picture in two crops
    │   ├── NoFaceInPair
    │   └── NoChangeInPair        there is nothing to carry over
    ├── RetouchError          an operation name, strength or sidecar that cannot be used
    │   ├── UnknownOperation
    │   ├── OperationUnavailable  one that this face or body cannot take
    │   ├── DegenerateControlPoints
    │   ├── BadSidecar
    │   └── BadLook
    ├── BadDataset            a folder of pairs, or of photos for them, that cannot be used
    ├── ClusterError          the machines that were named cannot do the work
    ├── MetricError
    │   ├── PicturesDiffer    two pictures of different size or kind cannot be compared
    │   └── BadCases          a list of benchmark cases, or one of them, that cannot be used
    ├── ModelFileError        a model file is missing or altered
    │   ├── DownloadFailed    a model did not arrive whole
    │   └── WorkStopped       the user stopped the copying, reading or downloading of a model
    ├── TrainingError         a training run cannot start or go on
    │   ├── BadRun            a configuration, or the folder of a run, that cannot be used
    │   └── Diverged          the loss is no number any more
    ├── NoScreen              a window was asked for where none can be shown
    └── JobError              the job as a whole cannot run
        ├── DiskFull
        ├── OutputNotWritable
        ├── JobInUse
        └── LedgerDamaged
    """


class PhotoError(MirrorPPRError):
    """A photo that cannot be used; the message begins with the file's name."""

    def __init__(self, path: Path, what: str) -> None:
        # Every argument goes to the base class, so that the error survives pickling between processes.
        super().__init__(path, what)
        self.path = path
        self.what = what

    def __str__(self) -> str:
        # A name may hold a line break or a control character; a message stays one line.
        name = self.path.name
        shown = name if name.isprintable() else ascii(name)
        return f"{shown}: {self.what}"


class NotAPhoto(PhotoError):
    """Not a regular file, empty, or no image at all."""


class UnsupportedPhoto(PhotoError):
    """An image of a kind that this program refuses by name."""


class DamagedPhoto(PhotoError):
    """The file is cut off or corrupt."""


class PhotoTooLarge(PhotoError):
    """More pixels than the limit, told from the header."""


class PhotoChanged(PhotoError):
    """The file changed on disk between being queued and being read."""


class SubjectError(MirrorPPRError):
    """The people in a photo could not be found."""


class NoFaceFound(SubjectError):
    """No face in a photo that needs one."""


class PairError(MirrorPPRError):
    """The exemplar pair cannot be used."""


class DifferentPictures(PairError):
    """The two of a pair are not the same picture before and after."""


class DifferentProportions(DifferentPictures):
    """They are different pictures of different proportions, which nothing can lay over each other."""


class DifferentCrop(PairError):
    """The two of a pair show the same picture, but not the same part of it."""


class NoFaceInPair(PairError):
    """The exemplar shows no face."""


class NoChangeInPair(PairError):
    """Before and after have the same shape, so there is nothing to carry over."""


class RetouchError(MirrorPPRError):
    """A retouch that cannot be built, read or performed."""


class UnknownOperation(RetouchError):
    """No operation of that name."""


class OperationUnavailable(RetouchError):
    """An operation that this face or body cannot take: the picture does not show what it moves."""


class DegenerateControlPoints(RetouchError):
    """Fewer than two distinct control points."""


class BadSidecar(RetouchError):
    """A sidecar file that does not hold a valid retouch."""


class BadLook(RetouchError):
    """A look file that cannot be used."""


class BadDataset(MirrorPPRError):
    """A folder of pairs, or of photos to make pairs from, that cannot be used."""


class ClusterError(MirrorPPRError):
    """No cluster is there, or one of its workers is not fit for the work."""


class MetricError(MirrorPPRError):
    """Something that cannot be scored."""


class PicturesDiffer(MetricError):
    """Two pictures that are of different size or kind."""


class BadCases(MetricError):
    """A list of benchmark cases, or one case of it, that cannot be used."""


class ModelFileError(MirrorPPRError):
    """A model file is missing, altered or not what it should be."""


class DownloadFailed(ModelFileError):
    """A model did not arrive, or not whole; the message says what was kept."""


class WorkStopped(ModelFileError):
    """The user stopped the copying, reading or downloading of a model."""


class TrainingError(MirrorPPRError):
    """A training run cannot start or go on."""


class BadRun(TrainingError):
    """A configuration, or the folder of a run, that cannot be used."""


class Diverged(TrainingError):
    """The loss is no number any more; the message says which checkpoint is the last good one."""


class NoScreen(MirrorPPRError):
    """A window cannot be shown here."""


class JobError(MirrorPPRError):
    """The job as a whole cannot run or go on."""


class DiskFull(JobError):
    """No space is left where results are written."""


class OutputNotWritable(JobError):
    """The output folder cannot be written to."""


class JobInUse(JobError):
    """Another process is working on the same output folder."""


class LedgerDamaged(JobError):
    """The ledger of a job cannot be read."""
