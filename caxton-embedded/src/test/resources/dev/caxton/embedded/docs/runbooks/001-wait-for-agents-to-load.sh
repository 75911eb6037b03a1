wait_for_agents_to_load() {
    local max_wait=60
    local wait_time=0

    while [[ $wait_time -lt $max_wait ]]; do
        if curl -sf http://localhost:8080/api/v1/health > /dev/null; then
            local agent_count=$(caxton agents list --count 2>/dev/null || echo "0")
            if [[ "$agent_count" -gt 0 ]]; then
                echo "Agents loaded successfully: $agent_count"
                return 0
            fi
        fi
        sleep 5
        wait_time=$((wait_time + 5))
    done

    return 1
}
