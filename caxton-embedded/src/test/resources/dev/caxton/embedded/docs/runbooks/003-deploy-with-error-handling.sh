deploy_config_agent() {
    local AGENT_NAME=$1
    local AGENT_FILE=$2

    # Validate configuration file
    if ! caxton agents validate "$AGENT_FILE"; then
        echo "ERROR: Invalid agent configuration"
        return 1
    fi

    # Deploy with hot-reload
    if caxton agents deploy "$AGENT_FILE" --hot-reload; then
        echo "Config agent '$AGENT_NAME' deployed successfully"
        caxton agents status "$AGENT_NAME"
    else
        echo "Deployment failed for '$AGENT_NAME'"
        return 1
    fi
}

# Usage
deploy_config_agent "data-analyzer" "agents/data-analyzer.md"
