# Completion for bash: the program writes it, so that it always fits the program.
source <(caxton completion bash 2> /dev/null)
