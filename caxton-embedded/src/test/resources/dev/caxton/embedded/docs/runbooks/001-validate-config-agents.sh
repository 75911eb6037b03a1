validate_config_agents() {
    local config_dir=$1
    local all_valid=true

    for config_file in "$config_dir"/*.md; do
        if [[ -f "$config_file" ]]; then
            if ! caxton agents validate "$config_file"; then
                echo "Invalid configuration: $config_file"
                all_valid=false
            fi
        fi
    done

    [[ "$all_valid" == "true" ]]
}
