"""What the commands beside the services do alike: a `--help` with examples, and faults as sentences."""

import argparse
import asyncio
import logging
import sys
from collections.abc import Callable, Coroutine
from typing import Any

from pydantic import ValidationError

from shared.errors import HeliographError
from shared.runtime.settings import Settings, explained


def command_parser(name: str, description: str, examples: str) -> argparse.ArgumentParser:
    """Of `python -m services.<name>`."""
    return argparse.ArgumentParser(
        prog=f"python -m services.{name}",
        description=description,
        epilog=examples,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )


def carry_out(act: Callable[[Settings], Coroutine[Any, Any, None]]) -> int:
    """Runs it with the settings of the environment -> the exit code: 0; 1 for a fault, 2 for a wrong setting, each said
    on stderr. Nothing is logged meanwhile: what is to be said is printed, and what drivers say is in the errors."""
    logging.disable()
    try:
        asyncio.run(act(Settings()))
    except ValidationError as error:
        print(*explained(error), sep="\n", file=sys.stderr)
        return 2
    except HeliographError as error:
        print(error, file=sys.stderr)
        return 1
    finally:
        logging.disable(logging.NOTSET)
    return 0
