# Post-emergency verification checklist
verify_recovery() {
    echo "=== RECOVERY VERIFICATION ==="

    # 1. Server health
    echo "1. Server Health Check:"
    if curl -f http://localhost:8080/api/v1/health; then
        echo "   ✓ API responding"
    else
        echo "   ✗ API not responding"
        return 1
    fi

    # 2. All agents operational
    echo "2. Agent Status:"
    failed_agents=$(caxton agents list --status failed --count)
    if [ "$failed_agents" -eq 0 ]; then
        echo "   ✓ All agents operational"
    else
        echo "   ✗ $failed_agents agents failed"
        caxton agents list --status failed
    fi

    # 3. Memory system functional
    echo "3. Memory System:"
    if caxton memory status | grep -q "healthy"; then
        echo "   ✓ Memory system healthy"
    else
        echo "   ✗ Memory system issues detected"
        caxton memory diagnose
    fi

    # 4. Performance within acceptable ranges
    echo "4. Performance Check:"
    response_time=$(curl -o /dev/null -s -w '%{time_total}' \
                    http://localhost:8080/api/v1/health)
    if (( $(echo "$response_time < 1.0" | bc -l) )); then
        echo "   ✓ Response time acceptable ($response_time s)"
    else
        echo "   ✗ Response time degraded ($response_time s)"
    fi

    echo "=== RECOVERY VERIFICATION COMPLETE ==="
}
