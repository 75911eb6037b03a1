# Check agent health and capabilities
check_agent() {
    local AGENT_NAME=$1
    if caxton agents ping "$AGENT_NAME"; then
        echo "Agent $AGENT_NAME is healthy"
        caxton agents capabilities "$AGENT_NAME"
        return 0
    else
        echo "Agent $AGENT_NAME is not responding"
        return 1
    fi
}
