"""``python -m chatbot`` is the command ``chatbot``."""

from chatbot.cli import main

if __name__ == "__main__":
    main()
