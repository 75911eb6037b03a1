verify_full_system_recovery() {
    local max_wait=60
    local wait_time=0

    echo "Verifying system recovery..."

    # Wait for server startup
    while [[ $wait_time -lt $max_wait ]]; do
        if curl -sf http://localhost:8080/api/v1/health > /dev/null; then
            break
        fi
        sleep 5
        wait_time=$((wait_time + 5))
    done

    if [[ $wait_time -ge $max_wait ]]; then
        echo "Server failed to start within $max_wait seconds"
        return 1
    fi

    # Verify embedded memory system
    if ! caxton memory status | grep -q "healthy"; then
        echo "Memory system not healthy after recovery"
        return 1
    fi

    # Verify configuration agents
    local agent_count=$(caxton agents list --count)
    if [[ "$agent_count" -eq 0 ]]; then
        echo "No agents loaded after recovery"
        return 1
    fi

    # Verify embedding model
    if ! caxton memory model-status | grep -q "loaded"; then
        echo "Embedding model not loaded after recovery"
        return 1
    fi

    echo "All systems verified healthy after recovery"
    return 0
}
