deploy_config_agent() {
    local agent_name="$1"
    local agent_file="$2"
    local max_retries=3
    local retry_count=0

    echo "Deploying config agent: $agent_name"

    # Pre-deployment validation
    if ! caxton agents validate "$agent_file"; then
        echo "ERROR: Configuration validation failed"
        caxton agents validate "$agent_file" --verbose
        return 1
    fi

    # Deploy with retry logic
    while [ $retry_count -lt $max_retries ]; do
        if caxton agents deploy "$agent_name" --source "$agent_file" \
           --hot-reload --timeout 30s; then
            echo "SUCCESS: Agent '$agent_name' deployed"

            # Verify deployment
            if caxton agents ping "$agent_name" --timeout 5s; then
                echo "SUCCESS: Agent responding to health checks"
                caxton agents capabilities "$agent_name"
                return 0
            else
                echo "WARNING: Agent deployed but not responding"
            fi
        else
            retry_count=$((retry_count + 1))
            echo "RETRY: Deployment attempt $retry_count failed"
            sleep 5
        fi
    done

    echo "ERROR: Deployment failed after $max_retries attempts"
    return 1
}

# Usage example
deploy_config_agent "data-analyzer" \
    "/var/lib/caxton/agents/data-analyzer.toml"
