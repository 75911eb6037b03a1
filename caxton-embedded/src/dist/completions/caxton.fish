# Completion for fish: the program writes it, so that it always fits the program.
caxton completion fish 2> /dev/null | source
