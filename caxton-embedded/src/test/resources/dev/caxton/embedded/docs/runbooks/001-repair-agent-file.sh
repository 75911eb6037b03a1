attempt_config_repair() {
    local config_file=$1

    # Common repair strategies for YAML corruption

    # Fix 1: Remove null bytes
    sed -i 's/\x0//g' "$config_file"

    # Fix 2: Fix common YAML syntax errors
    sed -i 's/: $/: ""/g' "$config_file"  # Empty values
    sed -i 's/^\t/  /g' "$config_file"    # Convert tabs to spaces

    # Fix 3: Ensure proper YAML structure
    if ! grep -q '^---$' "$config_file"; then
        echo "---" | cat - "$config_file" > temp && mv temp "$config_file"
    fi

    # Test if repair worked
    caxton agents validate "$config_file"
}

create_minimal_agent_config() {
    local config_file=$1
    local agent_name=$(basename "$config_file" .md)

    cat > "$config_file" << EOF
---
name: $agent_name
version: "1.0.0"
capabilities:
  - general
tools: []
parameters: {}
resource_limits:
  memory_scope: "agent"
  max_conversations: 10
system_prompt: |
  You are a general purpose agent. Your configuration was recovered
  from corruption and needs to be properly configured.
---

# $agent_name Agent

This agent configuration was automatically recovered from corruption.
Please update the configuration with proper capabilities and tools.
EOF

    echo "Created minimal configuration for $agent_name"
}
