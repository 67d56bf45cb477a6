"""The only place that picks and builds an engine. Nothing heavy is imported before an engine is asked for."""

from __future__ import annotations

from mirrorppr_desktop.errors import DifferentPictures
from mirrorppr_desktop.retouch.engine import Engine, Witness
from mirrorppr_desktop.retouch.request import EngineName, ExemplarPair, RetouchRequest


def build(request: RetouchRequest) -> Engine:
    """The engine that a request names, with its exemplar pair measured. Picklable: build once, send to every worker.

    Raises:
        PairError: the exemplar pair cannot be used. PhotoError: one of its files cannot be read.
        BadLook: the look cannot be used. ModelFileError: the model cannot.
    """
    match request.engine:
        case EngineName.TRANSFER:
            from mirrorppr_desktop.transfer.engine import TransferEngine

            if request.exemplar is not None:
                pair = request.exemplar
                try:
                    return TransferEngine.from_pair(
                        pair.before, pair.after, faces=request.faces, same_person=pair.same_person
                    )
                except DifferentPictures as error:
                    raise type(error)(_why_different(pair)) from error
            from mirrorppr_desktop.look import read_look

            assert request.look is not None
            return read_look(request.look).to_engine(request.faces)
        case EngineName.LIGHT:
            from mirrorppr_desktop.neural.light import LightEngine, WeightedPair

            assert request.light is not None
            pairs = [WeightedPair(pair, weight) for pair, weight in request.weighted_pairs]
            return LightEngine.from_pairs(request.light.model, pairs, request.faces, request.strength)


def build_witness(request: RetouchRequest) -> Witness | None:
    """Who tells how far each result keeps to the exemplar, where the request names a model. Picklable too.

    Raises:
        ModelFileError: the model cannot be used. PhotoError: a file of the exemplar pair cannot be read.
        NoFaceFound: the model looks at faces, and the pair shows none.
    """
    if request.witness is None:
        return None
    from mirrorppr_desktop.neural.light import LightEngine, WeightedPair

    pairs = [WeightedPair(pair, weight) for pair, weight in request.weighted_pairs]
    return LightEngine.from_pairs(request.witness, pairs, request.faces, request.strength)


def _why_different(pair: ExemplarPair) -> str:
    from mirrorppr_desktop.metrics.people import compare_people, two_pictures_words

    return two_pictures_words(pair.before.name, pair.after.name, compare_people(pair.before, pair.after, None))


def version(name: EngineName) -> str:
    """The version that a built engine of this name would tell, without building one."""
    match name:
        case EngineName.TRANSFER:
            from mirrorppr_desktop.transfer.engine import VERSION as TRANSFER_VERSION

            return TRANSFER_VERSION
        case EngineName.LIGHT:
            from mirrorppr_desktop.neural.light import VERSION as LIGHT_VERSION

            return LIGHT_VERSION
