from tests.commands.conftest import ask, plain_surroundings

__all__ = ["ask", "plain_surroundings"]
